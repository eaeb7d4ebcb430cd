using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>All operations over the roots and fields that an enumeration may use, in the order in which it tries them.</summary>
internal static class EnumerationAlphabet
{
    /// <summary>Makes the list.</summary>
    public static ImmutableArray<Operation> Of(EnumerationBounds bounds)
    {
        ImmutableArray<Shape> shapes = bounds.Shapes.IsDefault ? [] : bounds.Shapes;
        if (shapes.Any(shape => shape.Finalizer != (shape.Kind == ObjectKind.Finalizable ? 0 : -1)))
        {
            throw new ArgumentException("Enumerated programs have one finalizer at most, so shapes can name no other than number 0.", nameof(bounds));
        }

        int fields = shapes.IsEmpty ? 0 : shapes.Max(shape => shape.Fields);
        Root[] roots = [.. Enumerable.Range(0, bounds.Roots).Select(Root.Local)];
        return [.. Mutations(roots, shapes, fields, bounds.WeakReferences), .. Collections(bounds)];
    }

    /// <summary>What a mutator can do to some roots, and to fields of what these hold.</summary>
    public static ImmutableArray<Operation> Mutations(
        IReadOnlyList<Root> roots, IReadOnlyList<Shape> shapes, int fields, bool weakReferences)
    {
        ImmutableArray<(Root Holder, int Field)> slots = [.. roots.SelectMany(_ => Enumerable.Range(0, fields), (root, field) => (root, field))];
        return
        [
            .. roots.SelectMany(_ => shapes, Operation.New),
            .. roots.Select(Operation.Clear),
            .. roots.SelectMany(_ => roots, Operation.Assign),
            .. roots.SelectMany(_ => slots, (target, slot) => Operation.Load(target, slot.Holder, slot.Field)),
            .. slots.Select(slot => Operation.StoreNull(slot.Holder, slot.Field)),
            .. slots.SelectMany(_ => roots, (slot, source) => Operation.Store(slot.Holder, slot.Field, source)),
            .. slots.SelectMany(_ => slots, (from, to) => Operation.Move(from.Holder, from.Field, to.Holder, to.Field)),
            .. weakReferences ? WeakReferences(roots) : [],
        ];
    }

    private static IEnumerable<Operation> WeakReferences(IReadOnlyList<Root> roots) =>
    [
        .. roots.SelectMany(_ => roots, Operation.Weak),
        .. roots.SelectMany(_ => roots, Operation.Deref),
        .. roots.SelectMany(target => roots.SelectMany(_ => roots, (key, value) => Operation.Ephemeron(target, key, value))),
    ];

    private static IEnumerable<Operation> Collections(EnumerationBounds bounds)
    {
        yield return Operation.Collect();
        if (bounds.MinorCollections)
        {
            yield return Operation.Collect(0);
        }

        if (bounds.Steps)
        {
            yield return Operation.Step(1);
        }

        if (bounds.Finalizers)
        {
            yield return Operation.Finalize();
        }
    }
}
