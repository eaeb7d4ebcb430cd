using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>The collection of cycles, phase by phase as in CPython's <c>gc_collect_main</c>.</summary>
public partial class CPythonScheme
{
    private bool _collecting;
    private bool _finalizersRun;

    /// <summary>Objects that the last collection found unreachable, resurrected ones not among them: what <c>gc.collect()</c> returns.</summary>
    public int UnreachableFound { get; private set; }

    /// <inheritdoc/>
    public void Collect(CollectionRequest request) =>
        Collect(request.IsFull(Generations) ? Generations - 1 : request.Generation, CollectionReason.Requested);

    /// <summary>Collects a generation with all younger ones; inside a collection nothing happens.</summary>
    protected virtual void Collect(int generation, CollectionReason reason)
    {
        if (IsCollecting)
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
        if (generation == Generations - 1)
        {
            UntrackContainersOfLeaves(generation);
        }

        Tracked.MoveAll(generation, Survivors);
        switch (Promises.Uncollectable)
        {
            case UncollectableGarbage.None: FreeUnreachable(); break;
            case UncollectableGarbage.WithFinalizers: FreeCollectable(); break;
            default: Save(); break;
        }

        PromoteSurvivors(generation);
        _collecting = false;
        TallyByGeneration freed = _freed;
        _freed = default;
        Host.Collected(Summarise(generation, reason, freed));
    }

    /// <summary>Whether a collection is under way.</summary>
    protected virtual bool IsCollecting => _collecting;

    /// <summary>What is reported of a collection.</summary>
    protected virtual CollectionSummary Summarise(int generation, CollectionReason reason, in TallyByGeneration freed) =>
        new() { Generation = generation, IsFull = generation == Generations - 1, Reason = reason, Freed = freed };

    /// <summary>What no reference from outside leads to goes from one list to another (<c>deduce_unreachable</c>).</summary>
    protected void FindUnreachable(int from, int to)
    {
        CopyCounts(from);
        SubtractInternal(from);
        MoveUnreachable(from, to);
    }

    /// <summary>The references of each object as far as is known come from outside (<c>update_refs</c>).</summary>
    protected virtual void CopyCounts(int list)
    {
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
        {
            ulong word = Objects.CollectorWord(address);
            Objects.SetCollectorWord(address, ObjectWord.WithReferences(word, ObjectWord.CountOf(word)) | ObjectWord.IsCollecting);
        }
    }

    /// <summary>Takes off the references that come from the list itself (<c>subtract_refs</c>).</summary>
    protected void SubtractInternal(int list)
    {
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
        {
            SubtractFrom(address);
        }
    }

    /// <summary>Takes off the references that come from one object.</summary>
    protected virtual void SubtractFrom(Address address)
    {
        foreach (Address child in ReferencesOf(address))
        {
            SubtractOne(child);
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

    /// <summary>Clears the weak references to all that is unreachable: before any finalizer runs, and again before anything is freed, as finalizers may have made new ones.</summary>
    protected virtual void ClearWeakReferencesTo(int list)
    {
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
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
            if (HasFinalizer(address))
            {
                Increment(address);
                RunFinalizer(address);
                Decrement(address);
            }
        }

        Tracked.MoveAll(StillUnreachable, Unreachable);
    }

    /// <summary>What finalizers have made reachable stays, with all that it reaches (<c>handle_resurrected_objects</c>).</summary>
    protected virtual void KeepResurrected()
    {
        FindUnreachable(Unreachable, StillUnreachable);
        Tracked.MoveAll(Unreachable, Survivors);
    }

    /// <summary>Breaks the cycles, so that counting frees them (<c>delete_garbage</c>).</summary>
    protected virtual void DeleteGarbage(int list)
    {
        while (Tracked.First(list) is { IsNull: false } address)
        {
            Increment(address);
            ClearFields(address);
            Tracked.Move(address, Survivors);
            Decrement(address);
        }
    }

    /// <summary>Takes off a reference to an object, if it is among those that are being examined.</summary>
    protected virtual void SubtractOne(Address child)
    {
        ulong word = Objects.CollectorWord(child);
        if ((word & ObjectWord.IsCollecting) != 0)
        {
            Objects.SetCollectorWord(child, ObjectWord.WithReferences(word, ObjectWord.ReferencesOf(word) - 1));
        }
    }

    /// <summary>What a reachable object refers to is reachable; what was moved away comes back into the list (<c>visit_reachable</c>).</summary>
    protected virtual void VisitReachable(Address address, int list)
    {
        foreach (Address child in ReferencesOf(address))
        {
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

    /// <summary>Finalizes what is unreachable, and frees what that leaves so (PEP 442).</summary>
    protected void FreeUnreachable()
    {
        ClearWeakReferencesTo(Unreachable);
        FinalizeUnreachable();
        KeepResurrected();
        ClearWeakReferencesTo(StillUnreachable);
        UnreachableFound = Tracked.Count(StillUnreachable);
        DeleteGarbage(StillUnreachable);
    }

    /// <summary>Clears the fields of an object and drops what they refer to (<c>tp_clear</c>).</summary>
    protected virtual void ClearFields(Address address)
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
}
