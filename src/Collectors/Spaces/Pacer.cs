using System.Collections.Immutable;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>Counts towards the promised thresholds and says which generation is due (Jones et al., ch. 9; CPython's <c>gc.set_threshold</c>).</summary>
public sealed class Pacer(ICollectorHost host, ImmutableArray<Threshold> thresholds)
{
    private readonly int[] _counters = new int[thresholds.Length];

    /// <summary>The oldest generation that is due, or -1: also while automatic collection is disabled.</summary>
    public int Due()
    {
        if (host.AutomaticCollection)
        {
            for (int generation = _counters.Length - 1; generation >= 0; generation--)
            {
                int threshold = host.ThresholdOf(generation);
                if (threshold > 0 && _counters[generation] >= threshold)
                {
                    return generation;
                }
            }
        }

        return -1;
    }

    /// <summary>An object was allocated.</summary>
    public void Allocated(int words)
    {
        for (int generation = 0; generation < _counters.Length; generation++)
        {
            _counters[generation] += thresholds[generation].Unit switch
            {
                ThresholdUnit.AllocatedWords => words,
                ThresholdUnit.NetObjects => 1,
                _ => 0,
            };
        }
    }

    /// <summary>Objects were freed outside a collection.</summary>
    public void Freed(int objects)
    {
        for (int generation = 0; generation < _counters.Length; generation++)
        {
            if (thresholds[generation].Unit == ThresholdUnit.NetObjects)
            {
                _counters[generation] = Math.Max(0, _counters[generation] - objects);
            }
        }
    }

    /// <summary>Generations 0 to <paramref name="oldest"/> were collected.</summary>
    public void Collected(int oldest)
    {
        for (int generation = 0; generation < _counters.Length; generation++)
        {
            if (generation <= oldest)
            {
                _counters[generation] = 0;
            }
            else if (generation == oldest + 1 && thresholds[generation].Unit == ThresholdUnit.YoungerCollections)
            {
                _counters[generation]++;
            }
        }
    }
}
