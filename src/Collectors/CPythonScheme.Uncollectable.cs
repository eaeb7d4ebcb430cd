using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Garbage that is listed and not freed (<c>gc.garbage</c>). Before PEP 442 these were cycles with finalizers, and what such objects reach: there is no right order to finalize a cycle in, and
/// what a finalizer may look at cannot be freed before it has run. Other garbage went, with the finalizers run of what hung from it.
/// </summary>
public partial class CPythonScheme
{
    /// <summary>
    /// Frees what no unreachable object with a finalizer leads to, until there is no more: that lets go of objects that hang from it, whose finalizers counting runs, and so
    /// of what those alone reached. The rest is uncollectable. CPython made one pass, and left more to the next collection.
    /// </summary>
    protected virtual void FreeCollectable()
    {
        UnreachableFound = 0;
        KeepForFinalizers();
        while (Tracked.First(Unreachable) is { IsNull: false })
        {
            UnreachableFound += Tracked.Count(Unreachable);
            ClearWeakReferencesTo(Unreachable);
            DeleteGarbage(Unreachable);
            FindUnreachable(StillUnreachable, Unreachable);
            Tracked.MoveAll(StillUnreachable, Survivors);
            KeepForFinalizers();
        }

        UnreachableFound += Tracked.Count(StillUnreachable);
        ListUncollectable(StillUnreachable);
        Tracked.MoveAll(StillUnreachable, Survivors);
    }

    /// <summary>Moves away what has a finalizer, with all that it reaches (<c>move_finalizers</c>, <c>move_finalizer_reachable</c>).</summary>
    protected virtual void KeepForFinalizers()
    {
        for (Address address = Tracked.First(Unreachable); !address.IsNull; address = Tracked.Next(address))
        {
            Objects.SetCollectorWord(address, Objects.CollectorWord(address) | ObjectWord.IsTentative);
        }

        Address next;
        for (Address address = Tracked.First(Unreachable); !address.IsNull; address = next)
        {
            next = Tracked.Next(address);
            if (HasFinalizer(address))
            {
                Keep(address);
            }
        }

        for (Address address = Tracked.First(StillUnreachable); !address.IsNull; address = Tracked.Next(address))
        {
            KeepReferencesOf(address);
        }

        for (Address address = Tracked.First(Unreachable); !address.IsNull; address = Tracked.Next(address))
        {
            Objects.SetCollectorWord(address, ObjectWord.Cleared(Objects.CollectorWord(address)));
        }
    }

    /// <summary>What an object that is kept refers to is kept.</summary>
    protected virtual void KeepReferencesOf(Address address)
    {
        foreach (Address child in ReferencesOf(address))
        {
            if ((Objects.CollectorWord(child) & ObjectWord.IsTentative) != 0)
            {
                Keep(child);
            }
        }
    }

    /// <summary>Lists what has a finalizer (<c>handle_finalizers</c>).</summary>
    protected virtual void ListUncollectable(int list)
    {
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
        {
            if (HasFinalizer(address))
            {
                List(address);
            }
        }
    }

    /// <summary>Lists an object; the list refers to it.</summary>
    protected virtual void List(Address address)
    {
        Increment(address);
        Host.Uncollectable(address);
    }

    /// <summary>Whether an object has a finalizer that has not run.</summary>
    protected virtual bool HasFinalizer(Address address) =>
        FinalizersRun && Objects.HeaderOf(address).Kind == ObjectKind.Finalizable && (Objects.CollectorWord(address) & ObjectWord.Finalized) == 0;

    private void Keep(Address address)
    {
        Tracked.Move(address, StillUnreachable);
        Objects.SetCollectorWord(address, ObjectWord.Cleared(Objects.CollectorWord(address)));
    }

    private void Save()
    {
        UnreachableFound = Tracked.Count(Unreachable);
        for (Address address = Tracked.First(Unreachable); !address.IsNull; address = Tracked.Next(address))
        {
            List(address);
        }

        Tracked.MoveAll(Unreachable, Permanent);
    }
}
