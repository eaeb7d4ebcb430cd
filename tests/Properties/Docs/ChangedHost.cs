using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Docs;

/// <summary>A host as it is, but for what a mistaken collector takes it for or does not tell it.</summary>
internal sealed class ChangedHost(ICollectorHost host) : ICollectorHost
{
    /// <summary>What becomes of a summary on its way; null drops it.</summary>
    public Func<CollectionSummary, CollectionSummary?> Summary { get; init; } = summary => summary;

    /// <summary>What is seen of <see cref="ICollectorHost.AutomaticCollection"/>.</summary>
    public Func<bool, bool> Automatic { get; init; } = automatic => automatic;

    public WordHeap Heap => host.Heap;

    public ObjectModel Objects => host.Objects;

    public RootSet Roots => host.Roots;

    public WordRange Area => host.Area;

    public bool AutomaticCollection => Automatic(host.AutomaticCollection);

    public int ThresholdOf(int generation) => host.ThresholdOf(generation);

    public bool IsPinned(Address address) => host.IsPinned(address);

    public void CycleStarted() => host.CycleStarted();

    public void MarkingEnded() => host.MarkingEnded();

    public void Collected(in CollectionSummary summary)
    {
        if (Summary(summary) is { } changed)
        {
            host.Collected(changed);
        }
    }

    public void RunFinalizer(Address address) => host.RunFinalizer(address);

    public void EnqueueFinalizer(Address address) => host.EnqueueFinalizer(address);

    public void Uncollectable(Address address) => host.Uncollectable(address);
}
