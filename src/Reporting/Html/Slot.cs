using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Reporting.Html;

/// <summary>Where a reference is held: a field of an object, or a root as it is named in its own frame.</summary>
/// <param name="Holder">The object, or 0.</param>
/// <param name="Field">The field.</param>
/// <param name="Root">The root; <see cref="Root.None"/> of a field and of a pending finalizer.</param>
/// <param name="Depth">The frame of the root, or the place of a pending finalizer in the queue.</param>
internal readonly record struct Slot(int Holder, int Field, Root Root, int Depth)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static Slot Of(HeapRoot root) => new(0, 0, root.Root, root.Depth);

    public static Slot Of(int holder, int field) => new(holder, field, Root.None, 0);

    public bool IsRoot => Holder == 0;

    /// <summary><c>#3.1</c>, <c>r0</c>, <c>r0 in frame 2</c>, <c>pending finalizer 1</c>.</summary>
    public override string ToString() => !IsRoot ? string.Create(Invariant, $"{Names.Of(Holder)}.{Field}")
        : Root.IsNone ? string.Create(Invariant, $"pending finalizer {Depth + 1}")
        : Depth == 0 ? Root.ToString()
        : string.Create(Invariant, $"{Root} in frame {Depth + 1}");
}

/// <summary>A reference that the mutator made, or that is found in the place of one.</summary>
/// <param name="Slot">Where it is held.</param>
/// <param name="Target">The object that it refers to.</param>
internal readonly record struct Reference(Slot Slot, int Target);

/// <summary>References and objects of a moment that are drawn.</summary>
internal static class Drawn
{
    /// <summary>
    /// The objects: those in the heap, those that were freed in this very step, and those that were freed although roots lead to them.
    /// </summary>
    public static IEnumerable<HeapObject> Objects(HeapMoment moment) =>
        moment.All.Where(one => one.IsPresent || one.FreedAt == moment.Step || one.IsLive);

    /// <summary>The references of roots and of objects that are in the heap.</summary>
    public static IEnumerable<Reference> References(HeapMoment moment)
    {
        foreach (HeapRoot root in moment.Roots.Where(root => root.Number != 0))
        {
            yield return new Reference(Slot.Of(root), root.Number);
        }

        foreach (HeapObject one in moment.Present)
        {
            int[] fields = moment.FieldsOf(one.Number).ToArray();
            for (int field = 0; field < fields.Length; field++)
            {
                if (fields[field] != 0)
                {
                    yield return new Reference(Slot.Of(one.Number, field), fields[field]);
                }
            }
        }
    }

    /// <summary>References that the subject shows where the mutator made others, or none.</summary>
    public static IEnumerable<Reference> Found(HeapMoment moment) => moment.Misdirections
        .Where(wrong => wrong.Found > 0)
        .Select(wrong => new Reference(SlotOf(moment, wrong.Holder, wrong.Slot), wrong.Found));

    /// <summary>The references that show why a law is broken, and what is wrong with each; the target is 0 where null was stored.</summary>
    public static IEnumerable<(Reference Reference, string Why)> Culprits(HeapMoment moment) => Culprit.Of(moment)
        .Where(one => one.Reference.Holder != PathStep.Immortal)
        .Select(one => (new Reference(SlotOf(moment, one.Reference.Holder, one.Reference.Slot), one.Reference.Target), one.Why));

    private static Slot SlotOf(HeapMoment moment, int holder, int slot) =>
        holder == 0 ? Slot.Of(moment.Roots[slot]) : Slot.Of(holder, slot);
}
