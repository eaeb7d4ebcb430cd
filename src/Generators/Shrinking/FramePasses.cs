using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes over frames: what a frame does is done in its caller's.</summary>
internal static class FramePasses
{
    private const int MostCleared = 4;

    /// <summary>What becomes of the return of a frame that is removed.</summary>
    private enum Result
    {
        Assigned,
        Dropped,
        Cleared,
    }

    /// <summary>
    /// A call goes, with its return: its arguments are the caller's roots themselves, or copies of them, its other locals new ones
    /// of the caller.
    /// </summary>
    public static bool RemoveFrames(ShrinkSearch search)
    {
        bool helped = false;
        for (int call = search.Operations.Count - 1; call >= 0 && !search.IsOver; call--)
        {
            if (call < search.Operations.Count && search.Operations[call].Kind == OperationKind.Call)
            {
                List<Operation> operations = search.Operations;
                helped |= search.Try(WithoutFrame(operations, call, Result.Dropped))
                    || search.Try(WithoutFrame(operations, call, Result.Assigned))
                    || Enumerable.Range(0, operations[call].A).Take(MostCleared)
                        .Any(local => search.Try(WithoutFrame(operations, call, Result.Cleared, local)))
                    || search.Try(WithoutFrame(operations, call, Result.Dropped, arguments: false))
                    || search.Try(WithoutFrame(operations, call, Result.Assigned, arguments: false));
            }
        }

        return helped;
    }

    private static List<Operation> WithoutFrame(
        List<Operation> operations, int call, Result result, int cleared = 0, bool arguments = true)
    {
        Operation frame = operations[call];
        int firstNew = 1 + ReplacementPasses.Roots(operations).Where(root => !root.IsGlobal).Select(root => root.Index).DefaultIfEmpty(0).Max();
        Root Map(Root local)
        {
            int index = local.Index % frame.A;
            Root argument = index < Limits.Arguments && arguments ? frame.RootAt(1 + index) : Root.None;
            return !argument.IsNone ? argument : Root.Local(firstNew + index);
        }

        List<Operation> flat = [.. operations.Take(call)];
        Enlarge(flat, Math.Min(Limits.Locals, firstNew + frame.A));
        for (int i = 0; i < Limits.Arguments && !arguments; i++)
        {
            if (!frame.RootAt(1 + i).IsNone && i < frame.A)
            {
                flat.Add(Operation.Assign(Map(Root.Local(i)), frame.RootAt(1 + i)));
            }
        }

        int depth = 1;
        foreach (Operation operation in operations.Skip(call + 1))
        {
            if (operation.Kind == OperationKind.Return && depth == 1)
            {
                depth = 0;
                flat.AddRange(InPlaceOf(operation, result, cleared, Map));
                continue;
            }

            flat.Add(Mapped(operation, depth, Map));
            depth += depth == 0 ? 0 : operation.Kind == OperationKind.Call ? 1 : operation.Kind == OperationKind.Return ? -1 : 0;
        }

        return flat;
    }

    private static IEnumerable<Operation> InPlaceOf(Operation operation, Result result, int cleared, Func<Root, Root> map)
    {
        if (result == Result.Cleared)
        {
            yield return Operation.Clear(map(Root.Local(cleared)));
        }
        else if (result == Result.Assigned && operation.PassesResult)
        {
            Root source = operation.RootAt(1);
            yield return Operation.Assign(operation.RootAt(0), source.IsGlobal ? source : map(source));
        }
    }

    /// <summary>Makes room in the frame that is open at the end, since indices wrap around.</summary>
    private static void Enlarge(List<Operation> operations, int locals)
    {
        var open = new Stack<int>();
        for (int i = 0; i < operations.Count; i++)
        {
            if (operations[i].Kind == OperationKind.Call)
            {
                open.Push(i);
            }
            else if (operations[i].Kind == OperationKind.Return)
            {
                open.TryPop(out _);
            }
        }

        if (open.TryPop(out int enclosing))
        {
            Operation call = operations[enclosing];
            operations[enclosing] = Operation.Call(Math.Max(call.A, locals), call.RootAt(1), call.RootAt(2), call.RootAt(3));
        }
    }

    /// <summary>The operation with the operands renamed that belong to the frame: all at depth 1, the target of a return from depth 2.</summary>
    private static Operation Mapped(Operation operation, int depth, Func<Root, Root> map)
    {
        int mask = depth == 1 ? Operation.RootMask(operation.Kind) : depth == 2 && operation.Kind == OperationKind.Return ? 1 : 0;
        for (int position = 0; mask >> position != 0; position++)
        {
            Root root = operation.RootAt(position);
            if ((mask & (1 << position)) != 0 && !root.IsGlobal && !root.IsNone)
            {
                operation = operation.WithRoot(position, map(root));
            }
        }

        return operation;
    }
}
