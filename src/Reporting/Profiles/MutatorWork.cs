using System.Numerics;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>
/// What an operation asks of the heap by itself, whatever the collector does: the measure of the mutator's time beside that of the
/// collector.
/// </summary>
internal static class MutatorWork
{
    /// <summary>
    /// Heap accesses: one for each root that the operation names and for each field or raw word that it reads or writes; the words that a
    /// blit or an object has at most.
    /// </summary>
    public static long Of(in Operation operation) => BitOperations.PopCount((uint)Operation.RootMask(operation.Kind)) + FieldsOf(operation);

    private static long FieldsOf(in Operation operation) => operation.Kind switch
    {
        OperationKind.New => operation.Shape.Fields + operation.Shape.RawWords,
        OperationKind.Load or OperationKind.Store or OperationKind.StoreNull or OperationKind.StoreRaw or OperationKind.Deref => 1,
        OperationKind.Weak => 1,
        OperationKind.Ephemeron => 2,
        OperationKind.Move => 3,
        OperationKind.Blit => 2L * operation.BlitCount,
        OperationKind.Call or OperationKind.ScratchCall => operation.A,
        _ => 0,
    };
}
