using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Which programs to enumerate.</summary>
/// <param name="MaximumOperations">Operations of the longest, at least 1.</param>
/// <param name="Roots">Locals that may be used, at least 1.</param>
/// <param name="Shapes">Shapes that may be allocated; those with a finalizer have number 0, which does nothing, and <c>finalize</c> may occur then.</param>
/// <param name="MinorCollections">Whether <c>collect 0</c> may occur.</param>
/// <param name="Steps">Whether <c>step 1</c> may occur.</param>
/// <param name="WeakReferences">Whether <c>weak</c>, <c>ephemeron</c> and <c>deref</c> may occur.</param>
public readonly record struct EnumerationBounds(
    int MaximumOperations,
    int Roots,
    ImmutableArray<Shape> Shapes,
    bool MinorCollections = false,
    bool Steps = false,
    bool WeakReferences = false)
{
    /// <summary>Whether objects with a finalizer may be allocated.</summary>
    public bool Finalizers => !Shapes.IsDefault && Shapes.Any(shape => shape.Kind == ObjectKind.Finalizable);
}
