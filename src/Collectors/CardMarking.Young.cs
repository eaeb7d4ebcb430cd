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
        while (_grey.Count > 0)
        {
            Scan(_grey.Pop());
        }

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

    /// <summary>Updates a slot that refers to an object which is being evacuated; tells what it refers to now.</summary>
    protected Address Visit(Address slot)
    {
        Address target = Heap.ReadReference(slot);
        if (!target.IsNull && IsEvacuated(target))
        {
            target = Forward(target);
            Heap.WriteReference(slot, target);
        }

        return target;
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
        int fields = Objects.HeaderOf(address).Fields, generation = GenerationOf(address);
        for (int i = 0; i < fields; i++)
        {
            VisitField(ObjectModel.FieldSlot(address, i), generation);
        }
    }

    /// <summary>Updates a field of an object of a generation; if it refers to a younger one, its card is dirty.</summary>
    protected void VisitField(Address slot, int generation)
    {
        Address target = Visit(slot);
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
    /// Gives each copied generation two semispaces of whole cards, twice as large as those of the next younger one; three eighths of
    /// all cards at most.
    /// </summary>
    /// <returns>The words that are left.</returns>
    private WordRange LayOutYoung()
    {
        int all = Cards.Range.Words / CardTable.CardWords, shares = 2 * ((1 << Oldest) - 1);
        int nursery = shares < all ? Math.Clamp(3 * all / (8 * shares), 1, LargestNursery) : 0;
        int start = Cards.Range.Start;
        for (int generation = 0; generation < Oldest; generation++)
        {
            int words = 2 * (nursery << generation) * CardTable.CardWords;
            _starts[generation] = start;
            _young[generation] = new CopiedGeneration(Heap, new(start, words));
            start += words;
        }

        _starts[Oldest] = start;
        return new(start, Cards.Range.End - start);
    }
}
