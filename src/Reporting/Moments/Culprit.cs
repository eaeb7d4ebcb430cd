using System.Collections.Immutable;

namespace GcVerify.Reporting;

/// <summary>A reference that shows why a law is broken.</summary>
/// <param name="Reference">The reference as the mutator made it; its target is 0 if that is null.</param>
/// <param name="Why">What is wrong with it, in a few words.</param>
public readonly record struct Culprit(PathStep Reference, string Why)
{
    /// <summary>
    /// The culprits of the violation of a moment: references that the subject shows otherwise than they were made; else the one that leads
    /// to a live object that was freed; else the one that closed the cycle that keeps garbage. Empty if no law is broken, or no reference
    /// is to blame.
    /// </summary>
    public static ImmutableArray<Culprit> Of(HeapMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        if (moment.Violation is not { } violation)
        {
            return [];
        }

        if (!moment.Misdirections.IsEmpty)
        {
            return [.. moment.Misdirections.Select(OfMisdirection)];
        }

        int number = violation.ObjectNumber;
        return !moment.Knows(number) ? []
            : moment[number] is { IsLive: true, IsPresent: false } ? OfLost(moment, number)
            : GarbageCycle.Of(moment, number) is { } cycle ? [new Culprit(cycle.Closing, "closes the cycle")]
            : [];
    }

    private static Culprit OfMisdirection(Misdirection one) =>
        new(new PathStep(one.Holder, one.Slot, one.Expected), "leads to " + Names.Of(one.Found));

    private static ImmutableArray<Culprit> OfLost(HeapMoment moment, int number)
    {
        ImmutableArray<PathStep> path = new HeapPaths(moment).To(number);
        return path.IsEmpty ? [] : [new Culprit(path[^1], "leads to a freed object")];
    }
}
