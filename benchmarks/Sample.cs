namespace GcVerify.Benchmarks;

/// <summary>One figure, measured once in each round.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    /// <summary>The middle value.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. _values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 != 0 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>Adds the value of a round.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>Median and extremes, and what the bar is, where there is one.</summary>
    public Figure Figure(double? atLeast = null, double? atMost = null)
    {
        bool? met = atLeast is null && atMost is null ? null : !(Median < atLeast) && !(Median > atMost);
        return new(Round(Median), Round(_values.Min()), Round(_values.Max()), atLeast, atMost, met);
    }

    private static double Round(double value) => Math.Abs(value) >= 1000 ? Math.Round(value) : Math.Round(value, 3);
}

/// <summary>A figure as it is printed.</summary>
/// <param name="Median">The middle value of the rounds.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="AtLeast">What the median should be at least.</param>
/// <param name="AtMost">What the median should be at most.</param>
/// <param name="Met">Whether it is.</param>
internal sealed record Figure(double Median, double Min, double Max, double? AtLeast, double? AtMost, bool? Met);
