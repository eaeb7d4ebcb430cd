namespace GcVerify.Reporting;

/// <summary>Percentiles by the nearest rank.</summary>
internal static class Rank
{
    /// <summary>The smallest value that so many of a hundred do not exceed; 0 of none.</summary>
    /// <param name="sorted">The values, in ascending order.</param>
    /// <param name="percent">1 to 100.</param>
    public static long Of(long[] sorted, int percent) =>
        sorted.Length == 0 ? 0 : sorted[(int)((((long)sorted.Length * percent) + 99) / 100) - 1];
}
