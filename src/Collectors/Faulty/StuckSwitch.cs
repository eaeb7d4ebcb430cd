using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>
/// Faults I1 and I3 on any collector: whether collections may take place unasked is not what the program says, but always the same. A host
/// in front of the host, as the collector asks no one else.
/// </summary>
public sealed class StuckSwitch(ICollectorHost host, bool automaticCollection) : ICollectorHost
{
    /// <inheritdoc/>
    public WordHeap Heap => host.Heap;

    /// <inheritdoc/>
    public ObjectModel Objects => host.Objects;

    /// <inheritdoc/>
    public RootSet Roots => host.Roots;

    /// <inheritdoc/>
    public WordRange Area => host.Area;

    /// <inheritdoc/>
    public bool AutomaticCollection => automaticCollection;

    /// <inheritdoc/>
    public int ThresholdOf(int generation) => host.ThresholdOf(generation);

    /// <inheritdoc/>
    public bool IsPinned(Address address) => host.IsPinned(address);

    /// <inheritdoc/>
    public void CycleStarted() => host.CycleStarted();

    /// <inheritdoc/>
    public void Collected(in CollectionSummary summary) => host.Collected(summary);

    /// <inheritdoc/>
    public void RunFinalizer(Address address) => host.RunFinalizer(address);

    /// <inheritdoc/>
    public void EnqueueFinalizer(Address address) => host.EnqueueFinalizer(address);

    /// <inheritdoc/>
    public void Uncollectable(Address address) => host.Uncollectable(address);
}
