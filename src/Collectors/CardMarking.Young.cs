using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>The copied generations: how they lie, and how their survivors are promoted.</summary>
public partial class CardMarking
{
    private readonly int[] _starts = new int[TallyByGeneration.MaximumGenerations];
    private int _collected = -1;

    /// <summary>What a collection that leaves the oldest generation alone does.</summary>
    protected virtual void CollectYoungOnly(int generation) => Evacuate(generation);

    /// <summary>
    /// Copies out of generations 0 to <paramref name="oldest"/> what roots and older generations reach, and releases the rest.
    /// </summary>
    protected void Evacuate(int oldest)
    {
        _collected = oldest;
        for (int generation = 0; generation <= oldest; generation++)
        {
            _freed[generation] = _young[generation].Flip();
        }

        ScanRoots();
        ScanCards(oldest + 1);
        Drain();
        References.Process(this, young: true);

        for (int generation = 0; generation <= oldest; generation++)
        {
            BumpSpace emptied = _young[generation].Evacuated;
            Cards.Clean(emptied.Start, Cards.EndOfCard(emptied.Next));
            _young[generation].Clear();
        }
    }

    /// <summary>Updates the roots.</summary>
    protected virtual void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
        }
    }

    /// <summary>Scans copies until none is left, the values of ephemerons included.</summary>
    public void Drain()
    {
        do
        {
            while (_grey.Count > 0)
            {
                Scan(_grey.Pop());
            }
        }
        while (References.VisitReady(this));
    }

    /// <summary>Whether an object is not being collected, or has been copied.</summary>
    public bool IsLive(Address address) =>
        !IsEvacuated(address) || (Objects.CollectorWord(address) & CollectorWord.Forwarded) != 0;

    /// <summary>Where a live object is after being copied.</summary>
    public Address Current(Address address) =>
        IsEvacuated(address) ? CollectorWord.TargetOf(Objects.CollectorWord(address)) : address;

    /// <summary>Updates a slot that refers to an object which is being evacuated.</summary>
    public void Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull && IsEvacuated(target))
        {
            Heap.WriteReference(slot, Forward(target));
        }
    }

    /// <summary>Where an evacuated object is now; it is copied unless it has been.</summary>
    protected virtual Address Forward(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        return (word & CollectorWord.Forwarded) != 0 ? CollectorWord.TargetOf(word) : Copy(address, word);
    }

    /// <summary>Visits the fields of a copy.</summary>
    protected virtual void Scan(Address address)
    {
        Header header = Objects.HeaderOf(address);
        ScanFields(address, header, 0, header.Fields, GenerationOf(address));
    }

    /// <summary>
    /// Visits fields of an object of a generation, its weak ones apart. The card of a field that refers to a younger object, or may do
    /// so when weak references are cleared, is dirty.
    /// </summary>
    protected void ScanFields(Address address, Header header, int first, int end, int generation)
    {
        int weak = first;
        while (weak < end && header.Shape.IsWeakField(weak))
        {
            weak++;
        }

        if (weak > first)
        {
            References.Discover(address, header, this);
        }

        for (int i = first; i < end; i++)
        {
            Address slot = ObjectModel.FieldSlot(address, i);
            if (i >= weak)
            {
                Visit(slot);
            }

            Remember(slot, generation);
        }
    }

    /// <summary>Makes the card of a field dirty if it refers to a younger object than that of the field.</summary>
    protected virtual void Remember(Address slot, int generation)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull && GenerationOf(target) < generation)
        {
            Cards.Dirty(Cards.CardOf(slot));
        }
    }

    private bool IsEvacuated(Address address)
    {
        int generation = GenerationOf(address);
        return generation <= _collected && _young[generation].Evacuated.Contains(address);
    }

    private Address Copy(Address address, ulong word)
    {
        int words = Objects.HeaderOf(address).Words, from = GenerationOf(address);
        int age = Math.Min(CollectorWord.AgeOf(word) + 1, PromotionAge);
        Address copy = age == PromotionAge ? Promote(from + 1, words) : Address.Null;
        bool promoted = !copy.IsNull;
        if (!promoted)
        {
            _promotionFailed |= age == PromotionAge;
            copy = Enter(_young[from].Stay(words), words);
        }

        _young[from].Leave(words);
        _freed[from] = new Tally(_freed[from].Objects - 1, _freed[from].Words - words);
        Heap.CopyWords(address, copy, words);
        Objects.SetCollectorWord(copy, CollectorWord.OfAge(promoted ? 0 : age));
        Objects.SetCollectorWord(address, CollectorWord.ForwardedTo(copy));
        References.Reached(address);
        _grey.Push(copy);
        return copy;
    }

    private Address Promote(int generation, int words) =>
        generation == Oldest ? AllocateOld(words, zero: false) : Enter(_young[generation].Allocate(words, zero: false), words);

    private Address Enter(Address copy, int words)
    {
        if (!copy.IsNull)
        {
            Cards.Enter(copy, words);
        }

        return copy;
    }

    /// <summary>
    /// Whether a generation can take all of the next younger one, and still as much as that can hold when it is collected together with
    /// it: so that it does not depend on the order of copying whether an object is promoted.
    /// </summary>
    private static bool HasRoom(CopiedGeneration older, CopiedGeneration younger) =>
        older.UsedWords + younger.UsedWords + younger.Current.Range.Words <= older.Current.Range.Words;

    /// <summary>
    /// Gives each copied generation two semispaces of whole cards: for twice as much as the next younger one holds, and for all that
    /// may come from there. Three eighths of all cards at most.
    /// </summary>
    /// <returns>The words that are left.</returns>
    private WordRange LayOutYoung()
    {
        int all = Cards.Range.Words / CardTable.CardWords, shares = 2 * ((2 << Oldest) - 2 - Oldest);
        int nursery = shares < all ? Math.Clamp(3 * all / (8 * shares), 1, LargestNursery) : 0;
        int start = Cards.Range.Start;
        for (int generation = 0; generation < Oldest; generation++)
        {
            int words = 2 * nursery * ((2 << generation) - 1) * CardTable.CardWords;
            _starts[generation] = start;
            _young[generation] = new CopiedGeneration(Heap, new(start, words));
            start += words;
        }

        _starts[Oldest] = start;
        return new(start, Cards.Range.End - start);
    }
}
