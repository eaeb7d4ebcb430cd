namespace GcVerify.Benchmarks;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds; in each, every rival has its turn.</param>
/// <param name="SliceMilliseconds">Processor time of one turn, about.</param>
/// <param name="LongestProgram">Operations of the longest program of the cost per operation.</param>
internal sealed record BenchmarkSettings(int Rounds, int SliceMilliseconds, int LongestProgram)
{
    /// <summary>Some minutes.</summary>
    public static BenchmarkSettings Full { get; } = new(11, 250, 1_000_000);

    /// <summary>A minute or two, for a first look.</summary>
    public static BenchmarkSettings Quick { get; } = new(5, 60, 100_000);
}
