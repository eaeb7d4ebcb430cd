using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>Which generation is due, said in the plainest way.</summary>
internal sealed class NaiveThresholds(Promises promises)
{
    private readonly int[] _thresholds = [.. promises.Thresholds.Select(threshold => threshold.Initial)];
    private readonly int[] _counters = new int[promises.Thresholds.Length];

    /// <summary>The oldest generation that has reached its threshold, or null.</summary>
    public int? Due =>
        Enumerable.Range(0, _counters.Length).Where(k => _thresholds[k] > 0 && _counters[k] >= _thresholds[k]).Cast<int?>().LastOrDefault();

    public void Execute(Operation operation)
    {
        if (operation.Kind == OperationKind.Threshold && operation.A < _thresholds.Length)
        {
            _thresholds[operation.A] = operation.B;
        }
    }

    public void Allocated(int words)
    {
        foreach (int k in Counting(ThresholdUnit.AllocatedWords))
        {
            _counters[k] += words;
        }
    }

    public void Collected(int oldest)
    {
        Array.Clear(_counters, 0, Math.Min(oldest + 1, _counters.Length));
        foreach (int k in Counting(ThresholdUnit.YoungerCollections).Where(k => k == oldest + 1))
        {
            _counters[k]++;
        }
    }

    private IEnumerable<int> Counting(ThresholdUnit unit) =>
        Enumerable.Range(0, _counters.Length).Where(k => promises.Thresholds[k].Unit == unit);
}
