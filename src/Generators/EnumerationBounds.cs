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

    /// <summary>
    /// Whether the enumeration knows the kinds of operations and objects that a program is made of, however large: if it does not, that no smaller program was found says nothing.
    /// </summary>
    public bool Speak(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        foreach (ref readonly Operation operation in program.Body)
        {
            if (!Speak(operation))
            {
                return false;
            }
        }

        return program.Finalizers.All(finalizer => finalizer.Body.IsEmpty);
    }

    /// <summary>As <see cref="Speak(MutatorProgram)"/>, for one operation.</summary>
    internal bool Speak(Operation operation)
    {
        ObjectKind kind = operation.Kind == OperationKind.New ? operation.Shape.Kind : ObjectKind.Plain;
        return operation.Kind switch
        {
            OperationKind.New => !Shapes.IsDefault && Shapes.Any(shape => shape.Kind == kind),
            OperationKind.Clear or OperationKind.Assign or OperationKind.Load or OperationKind.StoreNull or OperationKind.Store or OperationKind.Move => true,
            OperationKind.Weak or OperationKind.Deref or OperationKind.Ephemeron => WeakReferences,
            OperationKind.Collect => operation.A == Operation.Full || (MinorCollections && operation.A == 0),
            OperationKind.Step => Steps,
            OperationKind.Finalize => Finalizers,
            _ => false,
        };
    }
}
