using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Whether the operations of a small program can have an effect: one that meets null does nothing, so that the program without it is
/// simpler.
/// </summary>
internal static class Effects
{
    private const int MostFields = 8;

    /// <summary>
    /// False if some operation certainly does nothing; true for programs with operations whose effect is not followed here.
    /// </summary>
    public static bool AreAllPossible(List<Operation> operations)
    {
        if (!operations.TrueForAll(IsFollowed))
        {
            return true;
        }

        int roots = 1 + operations.Max(HighestRoot);
        var before = new EnumerationState(roots, operations.Count, MostFields);
        var after = new EnumerationState(roots, operations.Count, MostFields);
        foreach (Operation operation in operations)
        {
            if (!before.DoesSomething(operation))
            {
                return false;
            }

            after.Become(before, operation);
            (before, after) = (after, before);
        }

        return true;
    }

    private static int HighestRoot(Operation operation)
    {
        int highest = 0, mask = Operation.RootMask(operation.Kind);
        for (int position = 0; mask >> position != 0; position++)
        {
            highest = (mask >> position & 1) != 0 ? Math.Max(highest, operation.RootAt(position).Index) : highest;
        }

        return highest;
    }

    private static bool IsFollowed(Operation operation)
    {
        int mask = Operation.RootMask(operation.Kind);
        for (int position = 0; mask >> position != 0; position++)
        {
            if ((mask >> position & 1) != 0 && (operation.RootAt(position).IsNone || operation.RootAt(position).IsGlobal))
            {
                return false;
            }
        }

        return operation.Kind switch
        {
            OperationKind.New => operation.Shape.Fields <= MostFields,
            OperationKind.Load => operation.C < MostFields,
            OperationKind.Store or OperationKind.StoreNull => operation.B < MostFields,
            OperationKind.Move => operation.B < MostFields && operation.D < MostFields,
            OperationKind.Call or OperationKind.Return or OperationKind.ScratchCall => false,
            OperationKind.Copy or OperationKind.DeepCopy or OperationKind.Blit => false,
            _ => true,
        };
    }
}
