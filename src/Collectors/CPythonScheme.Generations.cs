using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>The generations: their counters and thresholds, who is in them, and what the module <c>gc</c> offers of them.</summary>
public partial class CPythonScheme
{
    private readonly int[] _counts = new int[Generations];
    private int _longLivedPending;
    private int _longLivedTotal;

    /// <summary>
    /// The counter of a generation, as <c>gc.get_count()</c>: objects with fields allocated less those freed since generation 0 was collected, or collections of
    /// the next younger one.
    /// </summary>
    public int CountOf(int generation) => _counts[generation];

    /// <summary>Lets all objects of the generations be ignored from here on (<c>gc.freeze</c>).</summary>
    public void Freeze()
    {
        for (int generation = 0; generation < Generations; generation++)
        {
            Tracked.MoveAll(generation, Permanent);
            _counts[generation] = 0;
        }
    }

    /// <summary>Puts what was frozen into the oldest generation (<c>gc.unfreeze</c>).</summary>
    public void Unfreeze() => Promote(Permanent, Generations - 1);

    /// <summary>Objects that are frozen, or were saved (<c>gc.get_freeze_count</c>).</summary>
    public int FrozenCount => Tracked.Count(Permanent);

    /// <summary>Collects the oldest generation that is due, if the youngest is.</summary>
    protected virtual void CollectIfDue()
    {
        if (IsCollecting || !Host.AutomaticCollection || !IsDue(0))
        {
            return;
        }

        int generation = Generations - 1;
        while (generation > 0 && !(IsDue(generation) && (generation < Generations - 1 || _longLivedPending >= _longLivedTotal / 4)))
        {
            generation--;
        }

        Collect(generation, CollectionReason.Threshold);
    }

    /// <summary>Whether the counter of a generation has reached its threshold, or, of older ones, is above it.</summary>
    protected virtual bool IsDue(int generation)
    {
        int threshold = Host.ThresholdOf(generation);
        return threshold > 0 && (generation == 0 ? _counts[0] >= threshold : _counts[generation] > threshold);
    }

    /// <summary>Puts all of a list into a generation.</summary>
    protected int Promote(int from, int generation)
    {
        int count = 0;
        for (Address address = Tracked.First(from); !address.IsNull; address = Tracked.Next(address))
        {
            Objects.SetCollectorWord(address, ObjectWord.InGeneration(Objects.CollectorWord(address), generation));
            count++;
        }

        if (from != generation)
        {
            Tracked.MoveAll(from, generation);
        }

        return count;
    }

    private void CountCollection(int generation)
    {
        if (generation + 1 < Generations)
        {
            _counts[generation + 1]++;
        }

        Array.Clear(_counts, 0, generation + 1);
    }

    /// <summary>
    /// What survives belongs to the next older generation from here on. CPython promotes before it finalizes and frees; here what dies in between is still counted to the
    /// generation in which it was.
    /// </summary>
    private void PromoteSurvivors(int generation)
    {
        int survivors = Promote(Survivors, Math.Min(generation + 1, Generations - 1));
        if (generation == Generations - 1)
        {
            _longLivedPending = 0;
            _longLivedTotal = survivors;
        }
        else if (generation == Generations - 2)
        {
            _longLivedPending += survivors;
        }
    }

    private void UntrackContainersOfLeaves(int list)
    {
        Address next;
        for (Address address = Tracked.First(list); !address.IsNull; address = next)
        {
            next = Tracked.Next(address);
            if (RefersToLeavesOnly(address))
            {
                Tracked.Remove(address);
                Objects.SetCollectorWord(address, Objects.CollectorWord(address) & ~ObjectWord.IsTracked);
            }
        }
    }

    private bool RefersToLeavesOnly(Address address)
    {
        foreach (Address child in ReferencesOf(address))
        {
            if (Objects.HeaderOf(child).Fields > 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Track(Address address, int generation)
    {
        Objects.SetCollectorWord(address, Objects.CollectorWord(address) | ObjectWord.IsTracked);
        Tracked.Append(generation, address);
    }

    /// <summary>An object that refers to one that has fields can be on a cycle.</summary>
    private void MaintainTracking(Address holder, Address value)
    {
        ulong word = Objects.CollectorWord(holder);
        if ((word & ObjectWord.IsTracked) == 0 && Objects.HeaderOf(value).Fields > 0)
        {
            Track(holder, ObjectWord.GenerationOf(word));
        }
    }
}
