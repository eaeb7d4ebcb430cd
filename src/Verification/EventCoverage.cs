using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Counts what happens to a collector in one program.</summary>
public static class EventCoverage
{
    /// <summary>How often each event happens, the collections at the end included.</summary>
    public static ImmutableArray<EventCount> Of(MutatorProgram program, SubjectDefinition subject)
    {
        var counts = new long[CollectorEvents.All.Count];
        var verifier = new ProgramVerifier(subject) { Listener = judge => new CoverageObserver((Judge)judge, counts) };
        verifier.Check(program);
        return From(counts);
    }

    /// <summary>Counts in the order of the events.</summary>
    internal static ImmutableArray<EventCount> From(IReadOnlyList<long> counts) =>
        [.. CollectorEvents.All.Select(happened => new EventCount(happened, counts[(int)happened]))];
}
