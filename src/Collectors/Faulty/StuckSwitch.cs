using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// A host whose switch for automatic collection is stuck: what the program does with it is not seen. For faults I1 and I3, whatever the
/// collector.
/// </summary>
internal sealed class StuckSwitch(ICollectorHost host, bool on) : ICollectorHost
{
    public WordHeap Heap => host.Heap;

    public ObjectModel Objects => host.Objects;

    public RootSet Roots => host.Roots;

    public WordRange Area => host.Area;

    public bool AutomaticCollection => on;

    public int ThresholdOf(int generation) => host.ThresholdOf(generation);

    public bool IsPinned(Address address) => host.IsPinned(address);

    public void CycleStarted() => host.CycleStarted();

    public void MarkingEnded() => host.MarkingEnded();

    public void Collected(in CollectionSummary summary) => host.Collected(summary);

    public void RunFinalizer(Address address) => host.RunFinalizer(address);

    public void EnqueueFinalizer(Address address) => host.EnqueueFinalizer(address);

    public void Uncollectable(Address address) => host.Uncollectable(address);
}
