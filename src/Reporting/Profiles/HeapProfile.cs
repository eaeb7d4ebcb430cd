using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>
/// What a run cost on one subject: memory over its steps, and the work of the collector. All that is printed, plotted and saved of it.
/// </summary>
public sealed record HeapProfile
{
    /// <summary>The subject.</summary>
    public required string Collector { get; init; }

    /// <summary>What was run, as it is called in texts.</summary>
    public required string Program { get; init; }

    /// <summary>Operations of the program. Steps are operations from 1; one more is the collections at the end.</summary>
    public required int Operations { get; init; }

    /// <summary>What is counted: words, or objects where the subject does not tell sizes.</summary>
    public required string Unit { get; init; }

    /// <summary>The law that was broken, which ended the run; or null.</summary>
    public string? Violated { get; init; }

    /// <summary>Sums and extremes.</summary>
    public required ProfileTotals Totals { get; init; }

    /// <summary>How long the mutator waited for the collector; null where the subject does not tell.</summary>
    public PauseFigures? Pauses { get; init; }

    /// <summary>How long garbage stayed.</summary>
    public required DragFigures Drag { get; init; }

    /// <summary>The heap after steps, in order; where there are many, one of each stretch, and the peaks.</summary>
    public ImmutableArray<ProfilePoint> Points { get; init; } = [];

    /// <summary>The collections, in order.</summary>
    public ImmutableArray<CollectionMark> Collections { get; init; } = [];

    /// <summary>Stretches of the program that have a name.</summary>
    public ImmutableArray<RegionMark> Regions { get; init; } = [];
}

/// <summary>Sums and extremes of a run.</summary>
/// <param name="Objects">Objects allocated.</param>
/// <param name="Allocated">Their size.</param>
/// <param name="PeakKept">The most that was in the heap after a step.</param>
/// <param name="PeakKeptStep">The first such step.</param>
/// <param name="PeakLive">The most that was live after a step.</param>
/// <param name="PeakLiveStep">The first such step.</param>
/// <param name="KeptAtEnd">In the heap after the last step.</param>
/// <param name="LiveAtEnd">Live after the last step.</param>
/// <param name="MeanFloating">Garbage in the heap, the mean over the steps.</param>
/// <param name="Slope">Growth of what is kept for each operation: the line that fits best (least squares).</param>
/// <param name="Collections">Collections.</param>
/// <param name="FullCollections">Of them, full ones.</param>
public sealed record ProfileTotals(
    long Objects,
    long Allocated,
    long PeakKept,
    int PeakKeptStep,
    long PeakLive,
    int PeakLiveStep,
    long KeptAtEnd,
    long LiveAtEnd,
    double MeanFloating,
    double Slope,
    int Collections,
    int FullCollections);

/// <summary>Pauses in heap accesses.</summary>
/// <param name="Count">Pauses in which the heap was accessed.</param>
/// <param name="Work">Their sum.</param>
/// <param name="Mutator">Heap accesses of the mutator itself: the roots and fields that its operations read and write.</param>
/// <param name="Median">Half of the pauses are no longer.</param>
/// <param name="Percentile90">Nine of ten are no longer.</param>
/// <param name="Percentile99">99 of 100 are no longer.</param>
/// <param name="Longest">The longest.</param>
/// <param name="LongestStep">The first step with it; 0 if there is none.</param>
/// <param name="Utilisation">For some windows, the least share of one that the mutator had.</param>
public sealed record PauseFigures(
    int Count,
    long Work,
    long Mutator,
    long Median,
    long Percentile90,
    long Percentile99,
    long Longest,
    int LongestStep,
    ImmutableArray<Utilisation> Utilisation);

/// <summary>Minimum mutator utilisation (Cheng and Blelloch 2001).</summary>
/// <param name="Window">Length of the window, in heap accesses.</param>
/// <param name="Least">The least share of any window of that length that the mutator had, 0 to 1.</param>
public readonly record struct Utilisation(long Window, double Least);

/// <summary>Time between death and release (Röjemo and Runciman 1996).</summary>
/// <param name="Freed">Objects that were freed after they died; the figures are about them.</param>
/// <param name="MedianSteps">Steps, the median.</param>
/// <param name="LongestSteps">Steps, the most.</param>
/// <param name="MedianWords">Allocated meanwhile, the median.</param>
/// <param name="LongestWords">Allocated meanwhile, the most.</param>
/// <param name="NeverFreed">Objects that died and were not freed by the end.</param>
public sealed record DragFigures(
    int Freed, int MedianSteps, int LongestSteps, long MedianWords, long LongestWords, int NeverFreed);

/// <summary>The heap after a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Kept">In the heap.</param>
/// <param name="Live">Of that, live.</param>
public readonly record struct ProfilePoint(int Step, long Kept, long Live);

/// <summary>A collection.</summary>
/// <param name="Step">The step in which it ended.</param>
/// <param name="IsFull">Whether everything was collected.</param>
public readonly record struct CollectionMark(int Step, bool IsFull);

/// <summary>A stretch of the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Step">Its first step; it ends before the next one.</param>
public readonly record struct RegionMark(string Name, int Step);
