using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>
/// A garbage collector for the simulated heap: the inner seam. It is constructed over an <see cref="ICollectorHost"/> for one run.
/// All it knows of the mutator is what these members are told; all it may touch is <see cref="ICollectorHost.Area"/>, the objects in it and the roots.
/// </summary>
public interface ICollector
{
    /// <summary>What may be demanded of this collector. Never evidence.</summary>
    Promises Promises { get; }

    /// <summary>
    /// Allocates an object: header written (<see cref="ObjectModel.Initialise"/>), fields null, raw words zero. A safepoint: may
    /// collect and move before it allocates. <see cref="Address.Null"/> refuses.
    /// </summary>
    Address Allocate(Shape shape);

    /// <summary>
    /// Collects. A safepoint; sweeping is complete on return. What a cycle under way leaves as floating garbage is collected too: the cycle is
    /// finished and another follows. Asked by a finalizer that runs inside a collection, it may do nothing.
    /// </summary>
    void Collect(CollectionRequest request);

    /// <summary>Does a slice of a collection, starting one if none is under way. A safepoint.</summary>
    /// <param name="budget">Words to scan, about.</param>
    void Step(int budget)
    {
    }

    /// <summary>
    /// Called before every store of a reference into a field, initialising ones included; the old value is still in the slot. Must neither
    /// move nor collect; may release (counting does) and clear weak slots. The store follows; until then the slot may refer to what is released.
    /// </summary>
    void WriteBarrier(Address holder, Address slot, Address value)
    {
    }

    /// <summary>
    /// Called before every store into a root, those of pending finalizers included; as <see cref="WriteBarrier"/>. The host calls it from within
    /// <see cref="ICollectorHost.EnqueueFinalizer"/> and <see cref="ICollectorHost.RunFinalizer"/> too.
    /// </summary>
    void RootBarrier(Address slot, Address value)
    {
    }

    /// <summary>
    /// Called after every load of a reference from a field, a weak one included; what it returns is what the mutator gets. May mark, may
    /// move the loaded object unless a root refers to where it lies, and may mend the slot. Must not move anything else (the mutator holds the addresses of
    /// roots' objects across it), nor release, nor collect. Roots are loaded without it: at the end of every safepoint they refer to where objects lie now.
    /// </summary>
    Address ReadBarrier(Address slot, Address loaded, bool weak) => loaded;

    /// <summary>
    /// Where the object that this reference means lies now. For observation: without effect, and through <see cref="WordHeap.Peek"/> only. Asked whenever
    /// the mutator runs, and so inside a finalizer in the middle of a collection. A weak slot is cleared no later than its referent is released, for nothing
    /// here tells whether a reference is weak.
    /// </summary>
    Address Resolve(Address address) => address;

    /// <summary>What the collector knows of an object. For observation: without effect, and through <see cref="WordHeap.Peek"/> only.</summary>
    ObjectState Describe(Address address) => ObjectState.Unknown;
}

/// <summary>What is to be collected.</summary>
/// <param name="Generation">The oldest generation to collect, or <see cref="Operation.Full"/>.</param>
public readonly record struct CollectionRequest(int Generation)
{
    /// <summary>Everything.</summary>
    public static CollectionRequest Full => new(Operation.Full);

    /// <summary>Whether everything is to be collected by a collector of <paramref name="generations"/> generations.</summary>
    public bool IsFull(int generations) => Generation == Operation.Full || Generation >= generations - 1;
}
