using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting.Html;

/// <summary>What is different after a step from what was before it.</summary>
internal sealed class StepChange
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly HeapMoment? _before;
    private readonly HeapMoment _after;

    /// <summary>The change between two moments; the earlier is null where nothing is known of it.</summary>
    public StepChange(HeapMoment? before, HeapMoment after)
    {
        _before = before;
        _after = after;
        Kept = [.. Drawn.References(after)];
        Reference[] earlier = before is null ? [.. Kept] : [.. Drawn.References(before)];
        var were = earlier.ToHashSet();
        var are = Kept.ToHashSet();
        Added = [.. Kept.Where(one => !were.Contains(one))];
        Cut = [.. earlier.Where(one => !are.Contains(one))];
        Found = [.. Drawn.Found(after).Where(one => !are.Contains(one))];
        Culprits = [.. Drawn.Culprits(after)];
    }

    /// <summary>The references after the step.</summary>
    public ImmutableArray<Reference> Kept { get; }

    /// <summary>Those of them that were not there before.</summary>
    public ImmutableHashSet<Reference> Added { get; }

    /// <summary>Those that are there no longer.</summary>
    public ImmutableArray<Reference> Cut { get; }

    /// <summary>What the subject shows in the place of references.</summary>
    public ImmutableArray<Reference> Found { get; }

    /// <summary>The references that show why a law is broken, and what is wrong with each.</summary>
    public ImmutableArray<(Reference Reference, string Why)> Culprits { get; }

    /// <summary>Whether a reference is one of those.</summary>
    public bool IsCulprit(Reference reference) => Culprits.Any(one => one.Reference == reference);

    /// <summary>What is new about an object, a word for each: <c>new</c>, <c>moved</c>, <c>promoted</c>, <c>culprit</c>.</summary>
    public IEnumerable<string> MarksOf(HeapObject one)
    {
        HeapObject? earlier = _before is not null && _before.Knows(one.Number) ? _before[one.Number] : null;
        if (one.AllocatedAt == _after.Step)
        {
            yield return "new";
        }

        if (earlier is { } was && one.IsPresent)
        {
            if (was.Location != one.Location)
            {
                yield return "moved";
            }

            if (was.State.Generation != ObjectState.Untold && one.State.Generation > was.State.Generation)
            {
                yield return "promoted";
            }
        }

        if (_after.Violation?.ObjectNumber == one.Number)
        {
            yield return "culprit";
        }
    }

    /// <summary>What the step did, in sentences.</summary>
    /// <param name="happened">What was recorded of it.</param>
    public IEnumerable<string> Sentences(IEnumerable<string> happened)
    {
        foreach (string what in happened)
        {
            yield return Sentence(what);
        }

        foreach (Reference reference in Kept.Where(Added.Contains))
        {
            yield return $"{reference.Slot} now refers to {Names.Of(reference.Target)}.";
        }

        foreach (Reference reference in Cut.Where(one => one.Slot.IsRoot || _after[one.Slot.Holder].IsPresent))
        {
            yield return $"{reference.Slot} no longer refers to {Names.Of(reference.Target)}.";
        }

        int[] garbage = [.. _after.All.Where(one => one.GarbageSince == _after.Step).Select(one => one.Number)];
        if (garbage.Length > 0)
        {
            yield return string.Create(
                Invariant, $"{Names.List(garbage)} {(garbage.Length == 1 ? "is" : "are")} garbage from here on: no root leads there.");
        }

        foreach ((Reference reference, string why) in Culprits)
        {
            yield return $"{reference.Slot} → {Names.Of(reference.Target)} {why}.";
        }

        if (_after.Violation is Violation violation)
        {
            yield return $"{violation.Law} is violated: {violation.Message}";
        }
    }

    private static string Sentence(string what) => what.Length == 0 ? what
        : char.ToUpper(what[0], Invariant) + what[1..] + (what[^1] is '.' or '?' or '!' ? "" : ".");
}
