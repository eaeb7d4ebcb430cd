using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes that let another root hold an object from some operation on, where <see cref="RootPasses"/> rename a root throughout or in one
/// operand.
/// </summary>
internal static class RenamingPasses
{
    private const int LongestProgram = 16;

    /// <summary>A copy from a root or field goes; what is done through it is done through the original.</summary>
    public static bool FollowCopies(ShrinkSearch search)
    {
        bool helped = false;
        for (int i = search.Operations.Count - 1; i >= 0 && search.Operations.Count <= LongestProgram; i--)
        {
            if (i < search.Operations.Count && search.Operations[i].Kind == OperationKind.Assign)
            {
                Operation copy = search.Operations[i];
                List<Operation> shorter = [.. search.Operations.Where((_, at) => at != i)];
                helped |= search.Try(Renamed(shorter, i, copy.RootAt(0), copy.RootAt(1), untilWritten: true))
                    || search.Try(Renamed(shorter, i, copy.RootAt(0), copy.RootAt(1), untilWritten: false))
                    || search.Try(RootPasses.Numbered(Exchanged(shorter, i, copy.RootAt(0), copy.RootAt(1))));
            }
        }

        return helped;
    }

    /// <summary>The original stands for the copy; when it is written, the two change names.</summary>
    private static List<Operation> Exchanged(List<Operation> operations, int start, Root copy, Root original)
    {
        int written = operations.FindIndex(start, o => WritesRoot(o.Kind) && o.RootAt(0) == original);
        int end = written < 0 ? operations.Count : written;
        List<Operation> followed = RootPasses.Rename(operations[start..end], root => root == copy ? original : root);
        List<Operation> exchanged = RootPasses.Rename(operations[end..], root => root == copy ? original : root == original ? copy : root);
        return [.. operations[..start], .. followed, .. exchanged];
    }

    /// <summary>From some operation on another root stands for one, with all the operations or one less.</summary>
    public static bool RenameFrom(ShrinkSearch search)
    {
        List<Operation> operations = search.Operations;
        if (operations.Count > LongestProgram)
        {
            return false;
        }

        List<Root> roots = ReplacementPasses.Roots(operations);
        for (int deleted = 0; deleted <= operations.Count; deleted++)
        {
            List<Operation> shorter = [.. operations.Where((_, i) => i != deleted)];
            for (int start = 0; start < shorter.Count; start++)
            {
                foreach (Root from in roots)
                {
                    foreach (Root to in roots.Append(RootPasses.Fresh(roots)))
                    {
                        if (to != from && search.Try(RootPasses.Numbered(Renamed(shorter, start, from, to, untilWritten: false))))
                        {
                            return true;
                        }
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The operations with a root renamed from some place on, to the end or until it is written anew.</summary>
    public static List<Operation> Renamed(List<Operation> operations, int start, Root from, Root to, bool untilWritten)
    {
        List<Operation> renamed = [.. operations.Take(start)];
        bool over = false;
        foreach (Operation operation in operations.Skip(start))
        {
            bool writes = WritesRoot(operation.Kind) && operation.RootAt(0) == from;
            bool ends = untilWritten && writes && operation.Kind != OperationKind.Clear;
            Operation read = over ? operation : RootPasses.Rename([operation], root => root == from ? to : root)[0];
            renamed.Add(ends && !over ? read.WithRoot(0, from) : read);
            over |= ends;
        }

        return renamed;
    }

    /// <summary>The operations with a root of its own for each allocation.</summary>
    public static List<Operation> WithRootsOfTheirOwn(List<Operation> operations)
    {
        List<Operation> renamed = operations;
        for (int i = 0; i < operations.Count; i++)
        {
            renamed = renamed[i].Kind == OperationKind.New
                ? Renamed(renamed, i, renamed[i].RootAt(0), RootPasses.Fresh(ReplacementPasses.Roots(renamed)), untilWritten: false)
                : renamed;
        }

        return RootPasses.Numbered(renamed);
    }

    /// <summary>Whether the first operand of such an operation is a root that it writes.</summary>
    public static bool WritesRoot(OperationKind kind) => kind is OperationKind.New or OperationKind.Assign or OperationKind.Clear
        or OperationKind.Load or OperationKind.Copy or OperationKind.DeepCopy or OperationKind.Weak or OperationKind.Ephemeron
        or OperationKind.Deref or OperationKind.Return;
}
