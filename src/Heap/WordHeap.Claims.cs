using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>Claiming, releasing, copying and moving words: what changes whose they are.</summary>
public sealed partial class WordHeap
{
    private const int ShortRun = 12;

    /// <summary>Claims free words for an object. They keep the poison: who hands them out clears them.</summary>
    public void ClaimObject(Address address, int words)
    {
        Claim(address, words, ObjectWord);
        _states[address.Value] |= Start | Fresh;
        ObjectWords += words;
        Changes.Claimed(address);
    }

    /// <summary>Claims free words for metadata; they are zero.</summary>
    public void ClaimMetadata(Address address, int words)
    {
        Claim(address, words, MetadataWord);
        _words.AsSpan(address.Value, words).Clear();
        MetadataWords += words;
    }

    /// <summary>Claims free words at the start of a free cell for links.</summary>
    public void ClaimLink(Address address, int words = 1)
    {
        Claim(address, words, LinkWord);
    }

    /// <summary>Claims a free word for a root, which is null.</summary>
    internal void ClaimRoot(Address address) => ClaimRoots(address, 1);

    /// <summary>Claims free words for roots, which are null.</summary>
    internal void ClaimRoots(Address address, int words)
    {
        if (words > 0)
        {
            Claim(address, words, RootWord);
            _words.AsSpan(address.Value, words).Clear();
        }
    }

    /// <summary>Releases claimed words, whole objects only, and poisons them.</summary>
    public void Release(Address address, int words)
    {
        CheckRange(address, words);
        Span<byte> states = _states.AsSpan(address.Value, words);
        if ((states[0] & Start) != 0 && IsAll(states[1..], ObjectWord))
        {
            CheckWholeObjects(address, words);
            ObjectWords -= words;
            LogRelease(address, states[0]);
        }
        else if (!IsAll(states, LinkWord))
        {
            CountReleased(address, states);
        }

        Fill(states, Free);
        Fill(_words.AsSpan(address.Value, words), Poison);
    }

    /// <summary>Of a release that is not exactly one object: several, roots, metadata.</summary>
    private void CountReleased(Address address, ReadOnlySpan<byte> states)
    {
        if (states.Contains(Free))
        {
            throw Latch(FaultKind.ReleasedWrongly, address + states.IndexOf(Free), "the word is released, but it is free already");
        }

        CheckWholeObjects(address, states.Length);
        for (int i = 0; i < states.Length; i++)
        {
            ObjectWords -= states[i] & ObjectWord;
            MetadataWords -= (states[i] & MetadataWord) >> 2;
            LogRelease(address + i, states[i]);
        }
    }

    /// <summary>What was claimed and released before anybody looked was never there.</summary>
    private void LogRelease(Address address, byte state)
    {
        if ((state & (Start | Fresh)) == Start)
        {
            Changes.Released(new Header(_words[address.Value]).Number);
        }
    }

    /// <summary>
    /// Releases whatever occupies a range, as a collector does that knows live and dead lines but not dead objects: words that are free
    /// already stay so, and an object of which any word lies in the range is released whole, beyond the range too. Objects only.
    /// </summary>
    /// <returns>What was released, which such a collector has no other way to know.</returns>
    public Tally ReleaseGranules(Address address, int words)
    {
        CheckRange(address, words);
        Tally released = default;
        int end = address.Value + words;
        for (int i = address.Value; i < end; i++)
        {
            if (_states[i] == Free)
            {
                continue;
            }

            int start = i;
            while ((_states[start] & (ObjectWord | Start)) == ObjectWord)
            {
                start--;
            }

            int after = i + 1;
            while (after < Words && (_states[after] & (ObjectWord | Start)) == ObjectWord)
            {
                after++;
            }

            if ((_states[i] & ObjectWord) == 0)
            {
                throw Latch(FaultKind.WrongKindOfWord, new(i), $"the word is {Describe(_states[i])}, expected part of an object or free");
            }

            Release(new(start), after - start);
            released += new Tally(1, after - start);
            i = after - 1;
        }

        return released;
    }

    /// <summary>Writes zero into words of an object.</summary>
    public void Zero(Address address, int words)
    {
        CheckAll(address, words, ObjectWord);
        Fill(_words.AsSpan(address.Value, words), 0UL);
    }

    /// <summary>Copies words of one object into another; counts as reading and writing each.</summary>
    public void CopyWords(Address from, Address to, int words)
    {
        CheckAll(from, words, ObjectWord);
        CheckAll(to, words, ObjectWord);
        _words.AsSpan(from.Value, words).CopyTo(_words.AsSpan(to.Value, words));
    }

    /// <summary>
    /// Moves an object, header and all, to words that are free or its own: claims the target, copies, releases what the target does not
    /// cover. Source and target may overlap, which no sequence of claiming, copying and releasing allows. Counts as copying; the log shows
    /// a claim and a release, as of any other copy.
    /// </summary>
    public void MoveObject(Address from, Address to, int words)
    {
        if (from == to)
        {
            return;
        }

        CheckAll(from, words, ObjectWord);
        CheckRange(to, words);
        if ((_states[from.Value] & Start) == 0)
        {
            throw Latch(FaultKind.ReleasedWrongly, from, "no object starts at the word that is moved from");
        }

        CheckWholeObjects(from, words);
        Span<byte> target = _states.AsSpan(to.Value, words);
        for (int i = 0; i < words; i++)
        {
            int own = to.Value + i - from.Value;
            if (target[i] != Free && (own < 0 || own >= words))
            {
                throw Latch(FaultKind.ClaimedTwice, to + i, $"an object is moved to the word, but it is {Describe(target[i])} already");
            }
        }

        if ((_states[from.Value] & Fresh) == 0)
        {
            Changes.Released(new Header(_words[from.Value]).Number);
        }

        _words.AsSpan(from.Value, words).CopyTo(_words.AsSpan(to.Value, words));
        _states.AsSpan(from.Value, words).Clear();
        target.Fill(ObjectWord);
        target[0] |= Start | Fresh;
        int left = from < to ? from.Value : Math.Max(from.Value, to.Value + words);
        int vacated = Math.Min(words, Math.Abs(from - to));
        _words.AsSpan(left, vacated).Fill(Poison);
        _touchedEnd = Math.Max(_touchedEnd, to.Value + words);
        Changes.Claimed(to);
        Spend(words);
    }

    private void Claim(Address address, int words, byte state)
    {
        CheckRange(address, words);
        Span<byte> states = _states.AsSpan(address.Value, words);
        if (!IsAll(states, Free))
        {
            int taken = states.IndexOfAnyExcept(Free);
            throw Latch(FaultKind.ClaimedTwice, address + taken, $"the word is claimed, but it is {Describe(states[taken])} already");
        }

        Fill(states, state);
        _touchedEnd = Math.Max(_touchedEnd, address.Value + words);
    }

    // Nearly all objects and links are so short that to set out on a vectorised search or fill costs more than the whole loop.
    private static bool IsAll(ReadOnlySpan<byte> states, byte state)
    {
        if (states.Length > ShortRun)
        {
            return states.IndexOfAnyExcept(state) < 0;
        }

        foreach (byte found in states)
        {
            if (found != state)
            {
                return false;
            }
        }

        return true;
    }

    private static void Fill<T>(Span<T> run, T value)
        where T : unmanaged
    {
        if (run.Length > ShortRun)
        {
            run.Fill(value);
            return;
        }

        for (int i = 0; i < run.Length; i++)
        {
            run[i] = value;
        }
    }

    private void CheckWholeObjects(Address address, int words)
    {
        const byte mask = ObjectWord | Start;
        int end = address.Value + words;
        if ((_states[address.Value] & mask) == ObjectWord || (end < Words && (_states[end] & mask) == ObjectWord))
        {
            throw Latch(FaultKind.ReleasedWrongly, address, string.Create(CultureInfo.InvariantCulture, $"{words} words are released that hold only a part of an object"));
        }
    }
}
