using System.Globalization;
using System.Runtime.CompilerServices;
using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>
/// The heap: one block of 64-bit words that checks every access. A word is free, part of an object, a root, or metadata
/// (which includes the links in free cells). Touching a free word, claiming a claimed one, releasing a free one or leaving
/// the heap is a <see cref="HeapFaultException"/>; the first one is kept. Belongs to the harness, not to the collector.
/// </summary>
public sealed partial class WordHeap
{
    /// <summary>What released and never used words hold.</summary>
    public const ulong Poison = 0xDEAD_DEAD_DEAD_DEAD;

    private const byte Free = 0;
    private const byte ObjectWord = 1;
    private const byte RootWord = 2;
    private const byte MetadataWord = 4;
    private const byte LinkWord = 8;
    private const byte Start = 16;
    private const byte Fresh = 32;

    // Between two looks at the stack a recursion that touches the heap once a level must not be able to use up the reserve.
    private const int FuelChunk = 128;

    private ulong[] _words = [];
    private byte[] _states = [];
    private int _fuel;
    private long _accessesBefore;
    private long _limit = long.MaxValue;
    private int _touchedEnd;

    /// <summary>Words in the heap, word 0 and the roots included.</summary>
    public int Words { get; private set; }

    /// <summary>Words read and written so far through the checked members; a measure of work.</summary>
    public long Accesses => _accessesBefore + FuelChunk - _fuel;

    /// <summary>The first rule that was broken, or null.</summary>
    public SubjectFault? Fault { get; private set; }

    /// <summary>Words that are metadata now, links in free cells apart.</summary>
    public int MetadataWords { get; private set; }

    /// <summary>Words that belong to objects now.</summary>
    public int ObjectWords { get; private set; }

    /// <summary>Starts of objects that were claimed and numbers of objects that were released since the log was cleared.</summary>
    public ChangeLog Changes { get; } = new();

    /// <summary>Empties the heap and gives it a size. Memory is reused: the cost is that of the words used since the last time.</summary>
    public void Reset(int words)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 1);
        if (_words.Length < words)
        {
            _words = new ulong[words];
            _states = new byte[words];
            Array.Fill(_words, Poison);
        }
        else
        {
            _words.AsSpan(0, _touchedEnd).Fill(Poison);
            _states.AsSpan(0, _touchedEnd).Clear();
        }

        Words = words;
        _touchedEnd = 0;
        _fuel = FuelChunk;
        _accessesBefore = 0;
        _limit = long.MaxValue;
        Fault = null;
        MetadataWords = 0;
        ObjectWords = 0;
        Changes.Clear();
    }

    /// <summary>Makes more than <paramref name="accesses"/> further accesses a fault; negative takes the limit away.</summary>
    public void LimitAccesses(long accesses) => _limit = accesses < 0 ? long.MaxValue : Accesses + accesses;

    /// <summary>Reads a word of an object, or a root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Read(Address address)
    {
        Check(address, ObjectWord | RootWord);
        return _words[address.Value];
    }

    /// <summary>Writes a word of an object, or a root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Address address, ulong value)
    {
        Check(address, ObjectWord | RootWord);
        _words[address.Value] = value;
    }

    /// <summary>Reads a reference: a field of an object, or a root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Address ReadReference(Address slot) => Address.FromWord(Read(slot));

    /// <summary>Writes a reference: a field of an object, or a root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteReference(Address slot, Address value) => Write(slot, value.ToWord());

    /// <summary>Reads a word of metadata.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadMetadata(Address address)
    {
        Check(address, MetadataWord | LinkWord);
        return _words[address.Value];
    }

    /// <summary>Writes a word of metadata.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteMetadata(Address address, ulong value)
    {
        Check(address, MetadataWord | LinkWord);
        _words[address.Value] = value;
    }

    /// <summary>Reads the first word of a cell, object or free cell, for those who walk a heap from cell to cell (<see cref="Header.IsObject"/> tells which).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadCell(Address address)
    {
        Check(address, ObjectWord | LinkWord);
        return _words[address.Value];
    }

    /// <summary>Whether an object starts here. For observation: neither checked nor counted.</summary>
    public bool IsObjectStart(Address address) =>
        (uint)address.Value < (uint)Words && (_states[address.Value] & Start) != 0;

    /// <summary>A word, whatever it is. For observation: neither checked nor counted; poison outside the heap.</summary>
    public ulong Peek(Address address) => (uint)address.Value < (uint)Words ? _words[address.Value] : Poison;

    /// <summary>Words, whatever they are, as many as lie in the heap. For observation: neither checked nor counted; valid until the heap changes.</summary>
    internal ReadOnlySpan<ulong> PeekAll(Address address, int words) =>
        (uint)address.Value < (uint)Words ? _words.AsSpan(address.Value, Math.Min(words, Words - address.Value)) : [];

    /// <summary>What a word is: '.' free, 'o' object, 'O' its first word, 'r' root, 'm' metadata, 'l' link. For observation.</summary>
    public char KindOf(Address address) => (_states[address.Value] & ~Fresh) switch
    {
        Free => '.',
        ObjectWord => 'o',
        ObjectWord | Start => 'O',
        RootWord => 'r',
        MetadataWord => 'm',
        _ => 'l',
    };

    /// <summary>
    /// The longest run of words in a range that are free or links of free cells, counted in whole granules: a collector that releases
    /// lines cannot allocate in a line that is partly free. For observation.
    /// </summary>
    public int LongestFreeRun(WordRange range, int granule = 1)
    {
        int longest = 0, run = 0;
        for (int start = range.Start; start < range.End; start += granule - (start % granule))
        {
            int end = start + granule - (start % granule);
            bool free = start % granule == 0 && end <= range.End && IsFreeRun(start, granule);
            run = free ? run + granule : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private bool IsFreeRun(int start, int words) => _states.AsSpan(start, words).IndexOfAnyExcept(Free, LinkWord) < 0;

    /// <summary>Tells whether an object that starts here is newly claimed, and counts it as known from now on.</summary>
    internal bool TakeFresh(Address address)
    {
        bool fresh = (_states[address.Value] & (Start | Fresh)) == (Start | Fresh);
        _states[address.Value] &= unchecked((byte)~Fresh);
        return fresh;
    }

    /// <summary>Keeps a fault that somebody other than the heap found, unless there is one already.</summary>
    internal void Latch(SubjectFault fault) => Fault ??= fault;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(Address address, byte allowed)
    {
        if ((uint)address.Value >= (uint)_states.Length || (_states[address.Value] & allowed) == 0)
        {
            ThrowTouched(address, allowed);
        }

        if (--_fuel < 0)
        {
            Refuel();
        }
    }

    private void CheckRange(Address address, int words)
    {
        if (address.Value <= 0 || words <= 0 || address.Value > Words - words)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"{words} words from {address} do not lie within the heap of {Words} words");
            throw Latch(FaultKind.OutsideHeap, address, what);
        }
    }

    private void CheckAll(Address address, int words, byte state)
    {
        if (words == 0)
        {
            return;
        }

        CheckRange(address, words);
        Span<byte> states = _states.AsSpan(address.Value, words);
        for (int i = 0; i < states.Length; i++)
        {
            if ((states[i] & state) == 0)
            {
                ThrowTouched(address + i, state);
            }
        }

        Spend(words);
    }

    private void Spend(int accesses)
    {
        _fuel -= accesses;
        if (_fuel < 0)
        {
            Refuel();
        }
    }

    private void ThrowTouched(Address address, byte allowed)
    {
        if ((uint)address.Value >= (uint)Words)
        {
            throw Latch(FaultKind.OutsideHeap, address, string.Create(CultureInfo.InvariantCulture, $"the heap has {Words} words"));
        }

        byte state = _states[address.Value];
        string what = $"the word is {Describe(state)}, expected {Describe(allowed)}";

        // A link is the collector's, but the cell that it lies in is free.
        throw Latch((state & ~Fresh) is Free or LinkWord ? FaultKind.FreeWordTouched : FaultKind.WrongKindOfWord, address, what);
    }

    private HeapFaultException Latch(FaultKind kind, Address address, string message)
    {
        var fault = new SubjectFault(kind, $"{address}: {message}", address.Value);
        Latch(fault);
        return new HeapFaultException(fault);
    }

    private void Refuel()
    {
        long accesses = Accesses;
        _accessesBefore = accesses;
        _fuel = FuelChunk;
        if (accesses > _limit)
        {
            throw Latch(FaultKind.RunsAway, Address.Null, "one call made too many heap accesses: does it end?");
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Latch(FaultKind.StackExhausted, Address.Null, "the stack is nearly exhausted: recursion over the object graph?");
        }
    }

    private static string Describe(byte state) => (state & (ObjectWord | RootWord | MetadataWord | LinkWord)) switch
    {
        Free => "free",
        ObjectWord => "part of an object",
        RootWord => "a root",
        MetadataWord => "metadata",
        LinkWord => "the link of a free cell",
        ObjectWord | RootWord => "part of an object or a root",
        ObjectWord | LinkWord => "the start of an object or of a free cell",
        _ => "metadata",
    };
}
