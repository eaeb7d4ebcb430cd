using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>What a collector is constructed over, and whom it tells what it does.</summary>
public interface ICollectorHost
{
    /// <summary>The heap.</summary>
    WordHeap Heap { get; }

    /// <summary>How objects lie in it.</summary>
    ObjectModel Objects { get; }

    /// <summary>The roots.</summary>
    RootSet Roots { get; }

    /// <summary>The words that are the collector's to manage.</summary>
    WordRange Area { get; }

    /// <summary>Whether collections may take place unasked (operations <c>enable</c> and <c>disable</c>).</summary>
    bool AutomaticCollection { get; }

    /// <summary>The threshold of a generation: what the collector promised at first, or what the operation <c>threshold</c> set; 0 = never.</summary>
    int ThresholdOf(int generation);

    /// <summary>Whether the object must stay where it is (kind <c>pinned</c>, operations <c>pin</c> and <c>unpin</c>). Not counted as an access.</summary>
    bool IsPinned(Address address);

    /// <summary>
    /// To be called when a collection of everything begins that may end at a later safepoint (<see cref="ICollector.Step"/>, an allocation):
    /// garbage made after this call may outlive the collection, garbage that existed may not.
    /// </summary>
    void CycleStarted()
    {
    }

    /// <summary>To be called at the end of every collection, automatic ones included, when all it frees is released.</summary>
    void Collected(in CollectionSummary summary);

    /// <summary>Runs an object's finalizer now, inside the collection: a safepoint. The finalizer may do anything, collect included.</summary>
    void RunFinalizer(Address address);

    /// <summary>Makes an object's finalizer pending, for the operation <c>finalize</c>; until then the object is held by a root.</summary>
    void EnqueueFinalizer(Address address);

    /// <summary>Says that an object is garbage which this collector keeps for good (finalizers in a cycle, before PEP 442).</summary>
    void Uncollectable(Address address);
}
