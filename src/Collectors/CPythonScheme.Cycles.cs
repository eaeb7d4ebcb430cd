using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>The collection of cycles, phase by phase as in CPython's <c>gc_collect_main</c>, and what the module <c>gc</c> offers.</summary>
public partial class CPythonScheme
{
    private readonly int[] _counts = new int[Generations];
    private int _longLivedPending;
    private int _longLivedTotal;
    private bool _collecting;
    private bool _finalizersRun;

    /// <summary>Objects that the last collection found unreachable, resurrected ones not among them: what <c>gc.collect()</c> returns.</summary>
    public int UnreachableFound { get; private set; }

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

    /// <inheritdoc/>
    public void Collect(CollectionRequest request) =>
        Collect(request.IsFull(Generations) ? Generations - 1 : request.Generation, CollectionReason.Requested);

    /// <summary>Collects a generation with all younger ones; inside a collection nothing happens.</summary>
    protected virtual void Collect(int generation, CollectionReason reason)
    {
        if (_collecting)
        {
            return;
        }

        _collecting = true;
        _finalizersRun = false;
        CountCollection(generation);
        for (int younger = 0; younger < generation; younger++)
        {
            Tracked.MoveAll(younger, generation);
        }

        FindUnreachable(generation, Unreachable);
        KeepSurvivors(generation);
        if (SaveAll)
        {
            Save();
        }
        else
        {
            FreeUnreachable(Math.Min(generation + 1, Generations - 1));
        }

        _collecting = false;
        TallyByGeneration freed = _freed;
        _freed = default;
        Host.Collected(new() { Generation = generation, IsFull = generation == Generations - 1, Reason = reason, Freed = freed });
    }

    /// <summary>What no reference from outside leads to goes from one list to another (<c>deduce_unreachable</c>).</summary>
    protected void FindUnreachable(int from, int to)
    {
        CopyCounts(from);
        SubtractInternal(from);
        MoveUnreachable(from, to);
    }

    /// <summary>The references of each object as far as is known come from outside (<c>update_refs</c>).</summary>
    protected void CopyCounts(int list)
    {
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
        {
            ulong word = Objects.CollectorWord(address);
            Objects.SetCollectorWord(address, ObjectWord.WithReferences(word, ObjectWord.CountOf(word)) | ObjectWord.IsCollecting);
        }
    }

    /// <summary>Takes off the references that come from the list itself (<c>subtract_refs</c>).</summary>
    protected virtual void SubtractInternal(int list)
    {
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
        {
            Header header = Objects.HeaderOf(address);
            for (int i = 0; i < header.Fields; i++)
            {
                Address child = Heap.ReadReference(ObjectModel.FieldSlot(address, i));
                if (!child.IsNull && !IsWeak(header, i))
                {
                    SubtractOne(child);
                }
            }
        }
    }

    /// <summary>
    /// One pass over the list, which grows meanwhile: what has references from outside is reachable, with all it refers to; the rest is moved away, and back when something
    /// reachable turns out to refer to it (<c>move_unreachable</c>).
    /// </summary>
    protected virtual void MoveUnreachable(int from, int to)
    {
        Address next;
        for (Address address = Tracked.First(from); !address.IsNull; address = next)
        {
            ulong word = Objects.CollectorWord(address);
            if (ObjectWord.ReferencesOf(word) > 0)
            {
                VisitReachable(address, from);
                Objects.SetCollectorWord(address, ObjectWord.Cleared(Objects.CollectorWord(address)));
                next = Tracked.Next(address);
            }
            else
            {
                next = Tracked.Next(address);
                Tracked.Move(address, to);
                Objects.SetCollectorWord(address, word | ObjectWord.IsTentative);
            }
        }

        for (Address address = Tracked.First(to); !address.IsNull; address = Tracked.Next(address))
        {
            Objects.SetCollectorWord(address, ObjectWord.Cleared(Objects.CollectorWord(address)));
        }
    }

    /// <summary>Clears the weak references to all that is unreachable, before any finalizer runs.</summary>
    protected virtual void ClearWeakReferencesToUnreachable()
    {
        for (Address address = Tracked.First(Unreachable); !address.IsNull; address = Tracked.Next(address))
        {
            ClearWeakReferences(address);
        }
    }

    /// <summary>Runs the finalizers of what is unreachable. They may free what is in the list, so each object leaves it first (<c>finalize_garbage</c>).</summary>
    protected virtual void FinalizeUnreachable()
    {
        while (Tracked.First(Unreachable) is { IsNull: false } address)
        {
            Tracked.Move(address, StillUnreachable);
            if (Objects.HeaderOf(address).Kind == ObjectKind.Finalizable && (Objects.CollectorWord(address) & ObjectWord.Finalized) == 0)
            {
                Increment(address);
                RunFinalizer(address);
                Decrement(address);
            }
        }

        Tracked.MoveAll(StillUnreachable, Unreachable);
    }

    /// <summary>What finalizers have made reachable stays, with all that it reaches (<c>handle_resurrected_objects</c>).</summary>
    protected virtual void KeepResurrected(int survivors)
    {
        FindUnreachable(Unreachable, StillUnreachable);
        Promote(Unreachable, survivors);
    }

    /// <summary>Breaks the cycles, so that counting frees them (<c>delete_garbage</c>).</summary>
    protected virtual void DeleteGarbage(int survivors)
    {
        while (Tracked.First(StillUnreachable) is { IsNull: false } address)
        {
            Increment(address);
            ClearFields(address);
            Tracked.Move(address, survivors);
            Decrement(address);
        }
    }

    /// <summary>Collects the oldest generation that is due, if the youngest is.</summary>
    protected virtual void CollectIfDue()
    {
        if (_collecting || !Host.AutomaticCollection || Host.ThresholdOf(0) == 0 || _counts[0] < Host.ThresholdOf(0))
        {
            return;
        }

        for (int generation = Generations - 1; generation > 0; generation--)
        {
            bool due = Host.ThresholdOf(generation) > 0 && _counts[generation] > Host.ThresholdOf(generation);
            if (due && (generation < Generations - 1 || _longLivedPending >= _longLivedTotal / 4))
            {
                Collect(generation, CollectionReason.Threshold);
                return;
            }
        }

        Collect(0, CollectionReason.Threshold);
    }

    private void CountCollection(int generation)
    {
        if (generation + 1 < Generations)
        {
            _counts[generation + 1]++;
        }

        Array.Clear(_counts, 0, generation + 1);
    }

    private void SubtractOne(Address child)
    {
        ulong word = Objects.CollectorWord(child);
        if ((word & ObjectWord.IsCollecting) != 0)
        {
            Objects.SetCollectorWord(child, ObjectWord.WithReferences(word, ObjectWord.ReferencesOf(word) - 1));
        }
    }

    private void VisitReachable(Address address, int list)
    {
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.Fields; i++)
        {
            Address child = Heap.ReadReference(ObjectModel.FieldSlot(address, i));
            if (child.IsNull || IsWeak(header, i))
            {
                continue;
            }

            ulong word = Objects.CollectorWord(child);
            if ((word & ObjectWord.IsTentative) != 0)
            {
                Tracked.Move(child, list);
                Objects.SetCollectorWord(child, ObjectWord.WithReferences(word & ~ObjectWord.IsTentative, 1));
            }
            else if ((word & ObjectWord.IsCollecting) != 0 && ObjectWord.ReferencesOf(word) == 0)
            {
                Objects.SetCollectorWord(child, ObjectWord.WithReferences(word, 1));
            }
        }
    }

    private void KeepSurvivors(int generation)
    {
        int older = Math.Min(generation + 1, Generations - 1);
        if (generation == Generations - 1)
        {
            UntrackContainersOfLeaves(generation);
        }

        int survivors = Promote(generation, older);
        if (generation == Generations - 1)
        {
            _longLivedPending = 0;
            _longLivedTotal = survivors;
        }
        else if (older == Generations - 1)
        {
            _longLivedPending += survivors;
        }
    }

    private void FreeUnreachable(int survivors)
    {
        ClearWeakReferencesToUnreachable();
        FinalizeUnreachable();
        KeepResurrected(survivors);
        UnreachableFound = Tracked.Count(StillUnreachable);
        DeleteGarbage(survivors);
    }

    /// <summary>Puts all of a list into a generation.</summary>
    private int Promote(int from, int generation)
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
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.Fields; i++)
        {
            Address child = Heap.ReadReference(ObjectModel.FieldSlot(address, i));
            if (!child.IsNull && !IsWeak(header, i) && Objects.HeaderOf(child).Fields > 0)
            {
                return false;
            }
        }

        return true;
    }

    private void ClearFields(Address address)
    {
        Header header = Objects.HeaderOf(address);
        for (int i = 0; i < header.Fields; i++)
        {
            Address slot = ObjectModel.FieldSlot(address, i);
            Address child = Heap.ReadReference(slot);
            if (!child.IsNull)
            {
                Heap.WriteReference(slot, Address.Null);
                DropField(address, header, i, child);
            }
        }

        FreeZeros();
    }

    private void Save()
    {
        UnreachableFound = Tracked.Count(Unreachable);
        for (Address address = Tracked.First(Unreachable); !address.IsNull; address = Tracked.Next(address))
        {
            Host.Uncollectable(address);
        }

        Tracked.MoveAll(Unreachable, Permanent);
    }
}
