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

    /// <summary>The threshold of a generation: what the collector promised at first, or what the operation <c>threshold</c> set; 0 = never. Not to be asked in a constructor.</summary>
    int ThresholdOf(int generation);

    /// <summary>Whether the object must stay where it is (kind <c>pinned</c>, operations <c>pin</c> and <c>unpin</c>). Not counted as an access.</summary>
    bool IsPinned(Address address);

    /// <summary>
    /// To be called when a collection of everything begins that may end at a later safepoint (<see cref="ICollector.Step"/>, an
    /// allocation): garbage made after this call may outlive the collection, garbage that existed may not.
    /// </summary>
    void CycleStarted()
    {
    }

    /// <summary>
    /// To be called when a collection that <see cref="CycleStarted"/> told of has found all that it keeps: what <see
    /// cref="ICollector.Describe"/> calls white is what it will release, no more and no less. By then the weak references that
    /// it clears are clear. Needed only where colours, weak references or ephemerons are promised.
    /// </summary>
    void MarkingEnded()
    {
    }

    /// <summary>To be called at the end of every collection, automatic ones included, when all it frees is released.</summary>
    void Collected(in CollectionSummary summary);

    /// <summary>
    /// Has an object's finalizer run: inside a collection now, a safepoint, at which the finalizer may do anything, collect included; from
    /// within a barrier at the end of the operation, since the store is still to come (and so where finalizers nest too deep). Until it
    /// begins a root holds the object, stored through the root barrier. The collector takes nothing for granted on return: lists, counts
    /// and roots may have changed, and the object may be reachable.
    /// </summary>
    void RunFinalizer(Address address);

    /// <summary>
    /// Makes an object's finalizer pending, for the operation <c>finalize</c>; until then the object is held by a root, stored through the
    /// root barrier. Cannot fail. Roots after the pending ones change their position. What the object reaches is to be kept as well, so
    /// this comes before sweeping.
    /// </summary>
    void EnqueueFinalizer(Address address);

    /// <summary>
    /// Lists an object, inside a collection, as garbage which this collector keeps for good (<see cref="Promises.Uncollectable"/>). A collector that counts counts the reference
    /// that the list holds; what moves objects has to treat what it listed as it does roots.
    /// </summary>
    void Uncollectable(Address address);
}
