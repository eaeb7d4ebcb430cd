using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>Makes the profile of a recorded run.</summary>
public static class Profiling
{
    /// <summary>Points of a profile at most, peaks apart.</summary>
    public const int MostPoints = 2000;

    /// <summary>The profile of a run.</summary>
    /// <param name="collector">What it ran on.</param>
    /// <param name="program">What was run, as it is called in texts.</param>
    /// <param name="history">What became of the objects.</param>
    /// <param name="ledger">The ledger made of that.</param>
    public static HeapProfile Of(string collector, string program, HeapHistory history, HeapLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(ledger);
        return new HeapProfile
        {
            Collector = collector,
            Program = program,
            Operations = history.Program.Body.Length,
            Unit = ledger.InWords ? "words" : "objects",
            Violated = history.Violation?.Law.ToString(),
            Totals = TotalsOf(history, ledger),
            Pauses = history.Pauses.IsEmpty ? null : new PauseTimeline(history.Pauses, history.MutatorWork).Figures(),
            Drag = DragOf(history, ledger),
            Points = PointsOf(ledger),
            Collections = [.. history.Collections.Select(collection => new CollectionMark(collection.Step, collection.IsFull))],
            Regions = RegionsOf(history.Program),
        };
    }

    /// <summary>The stretches that <c>region</c> names, each up to the next.</summary>
    public static ImmutableArray<RegionMark> RegionsOf(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var regions = ImmutableArray.CreateBuilder<RegionMark>();
        ReadOnlySpan<Operation> body = program.Body;
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i].Kind == OperationKind.Region)
            {
                regions.Add(new RegionMark(program.Regions[body[i].A], i + 1));
            }
        }

        return regions.DrainToImmutable();
    }

    private static ProfileTotals TotalsOf(HeapHistory history, HeapLedger ledger)
    {
        int peakKept = 0, peakLive = 0;
        double floating = 0;
        for (int step = 1; step <= ledger.Steps; step++)
        {
            peakKept = ledger.KeptAt(step) > ledger.KeptAt(peakKept) ? step : peakKept;
            peakLive = ledger.LiveAt(step) > ledger.LiveAt(peakLive) ? step : peakLive;
            floating += ledger.FloatingAt(step);
        }

        return new ProfileTotals(
            history.Lives.Length,
            ledger.AllocatedAt(ledger.Steps),
            ledger.KeptAt(peakKept),
            peakKept,
            ledger.LiveAt(peakLive),
            peakLive,
            ledger.KeptAt(ledger.Steps),
            ledger.LiveAt(ledger.Steps),
            ledger.Steps == 0 ? 0 : floating / ledger.Steps,
            SlopeOf(ledger, Math.Min(ledger.Steps, history.Program.Body.Length)),
            history.Collections.Length,
            history.Collections.Count(collection => collection.IsFull));
    }

    /// <summary>The line of least squares through what is kept after each operation; the collections at the end do not count.</summary>
    private static double SlopeOf(HeapLedger ledger, int operations)
    {
        double meanStep = operations / 2.0, meanKept = 0;
        for (int step = 0; step <= operations; step++)
        {
            meanKept += (double)ledger.KeptAt(step) / (operations + 1);
        }

        double together = 0, alone = 0;
        for (int step = 0; step <= operations; step++)
        {
            together += (step - meanStep) * (ledger.KeptAt(step) - meanKept);
            alone += (step - meanStep) * (step - meanStep);
        }

        return alone == 0 ? 0 : together / alone;
    }

    private static DragFigures DragOf(HeapHistory history, HeapLedger ledger)
    {
        List<long> steps = [], words = [];
        int never = 0;
        foreach (ref readonly ObjectLife life in history.Lives)
        {
            if (life.DiedAt is int died && life.FreedAt is null)
            {
                never++;
            }
            else if (life.DiedAt is int since && life.FreedAt is int freed && freed >= since)
            {
                steps.Add(freed - since);
                words.Add(ledger.AllocatedAt(freed) - ledger.AllocatedAt(since));
            }
        }

        long[] bySteps = [.. steps.Order()], byWords = [.. words.Order()];
        return new DragFigures(
            bySteps.Length,
            (int)Rank.Of(bySteps, 50),
            (int)Rank.Of(bySteps, 100),
            Rank.Of(byWords, 50),
            Rank.Of(byWords, 100),
            never);
    }

    /// <summary>
    /// All steps, or of each stretch its last step and those with the most and the least kept and the most live: no peak is lost.
    /// </summary>
    private static ImmutableArray<ProfilePoint> PointsOf(HeapLedger ledger)
    {
        int stretch = Math.Max(1, (ledger.Steps + MostPoints) / MostPoints);
        var points = new List<ProfilePoint>();
        for (int first = 0; first <= ledger.Steps; first += stretch)
        {
            int last = Math.Min(ledger.Steps, first + stretch - 1);
            int most = first, least = first, live = first;
            for (int step = first; step <= last; step++)
            {
                most = ledger.KeptAt(step) > ledger.KeptAt(most) ? step : most;
                least = ledger.KeptAt(step) < ledger.KeptAt(least) ? step : least;
                live = ledger.LiveAt(step) > ledger.LiveAt(live) ? step : live;
            }

            foreach (int step in new SortedSet<int> { most, least, live, last })
            {
                points.Add(new ProfilePoint(step, ledger.KeptAt(step), ledger.LiveAt(step)));
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(points.ToArray());
    }
}
