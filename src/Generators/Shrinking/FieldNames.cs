using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>The fields that operations name.</summary>
internal static class FieldNames
{
    /// <summary>The operation with every field that it names replaced.</summary>
    public static Operation WithFields(Operation operation, Func<int, int> rename) => operation.Kind switch
    {
        OperationKind.Load => Operation.Load(operation.RootAt(0), operation.RootAt(1), rename(operation.C)),
        OperationKind.Store => Operation.Store(operation.RootAt(0), rename(operation.B), operation.RootAt(2)),
        OperationKind.StoreNull => Operation.StoreNull(operation.RootAt(0), rename(operation.B)),
        OperationKind.Move => Operation.Move(operation.RootAt(0), rename(operation.B), operation.RootAt(2), rename(operation.D)),
        OperationKind.Blit => Operation.Blit(
            operation.RootAt(0), rename(operation.B), operation.RootAt(2), rename(operation.BlitField), operation.BlitCount),
        _ => operation,
    };
}
