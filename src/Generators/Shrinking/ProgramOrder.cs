using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// The total order that says which of two failing programs is simpler: fewer operations (those of finalizers included; compound ones, and weak references and finalizers as such, count several), then fewer allocations, smaller shapes, fewer roots and frames, smaller budgets
/// and heaps, simpler operations, lower indices. Two programs of the same rank are the same program.
/// </summary>
internal static class ProgramOrder
{
    // What weak references and ephemerons, or finalizers, count for.
    private const int Feature = 8;

    /// <summary>Negative if <paramref name="left"/> is simpler, zero if the two are the same.</summary>
    public static int Compare(ShrinkCandidate left, ShrinkCandidate right)
    {
        int difference = Weight(left).CompareTo(Weight(right));
        if (difference != 0)
        {
            return difference;
        }

        difference = left.Operations.Count.CompareTo(right.Operations.Count);
        if (difference != 0)
        {
            return difference;
        }

        Rank leftRank = RankOf(left), rightRank = RankOf(right);
        difference = leftRank.CompareTo(rightRank);
        difference = difference != 0 ? difference : CompareLists(left.Operations, right.Operations);
        for (int i = 0; difference == 0 && i < left.Finalizers.Length && i < right.Finalizers.Length; i++)
        {
            difference = CompareLists(left.Finalizers[i].Body, right.Finalizers[i].Body);
        }

        return difference;
    }

    /// <summary>
    /// The number of operations, those of finalizers included. Compound ones count for more than what they could be written as, and so does a feature that may have nothing to do with the
    /// failure; but that once, for where it is needed, the fewest operations are the simplest program.
    /// </summary>
    public static int Weight(ShrinkCandidate candidate)
    {
        bool weak = false;
        int weight = Weight(candidate.Operations, ref weak);
        foreach (ShrinkFinalizer finalizer in candidate.Finalizers)
        {
            weight += 1 + Weight(finalizer.Body, ref weak);
        }

        return weight + (weak ? Feature : 0) + (candidate.Finalizers.Length > 0 ? Feature : 0);
    }

    private static int Weight(List<Operation> operations, ref bool weak)
    {
        int weight = 0;
        foreach (Operation operation in operations)
        {
            weight += operation.Kind switch
            {
                OperationKind.Copy => 3,
                OperationKind.DeepCopy => 4,
                _ => 1,
            };
            weak |= operation.Kind is OperationKind.Weak or OperationKind.Ephemeron
                || (operation.Kind == OperationKind.New && operation.Shape.Kind is ObjectKind.Weak or ObjectKind.Ephemeron);
        }

        return weight;
    }

    /// <summary>How much an operation asks for: one that only copies or clears a root is simpler than one that stores, and so on.</summary>
    public static int Complexity(OperationKind kind) => kind switch
    {
        OperationKind.Region => 0,
        OperationKind.Clear => 1,
        OperationKind.Assign => 2,
        OperationKind.Collect => 3,
        OperationKind.Load or OperationKind.StoreNull => 4,
        OperationKind.Store => 5,
        OperationKind.New => 6,
        OperationKind.Step or OperationKind.Finalize or OperationKind.Enable or OperationKind.Disable => 7,
        OperationKind.StoreRaw or OperationKind.Deref or OperationKind.Pin or OperationKind.Unpin => 8,
        OperationKind.Threshold or OperationKind.Return or OperationKind.Call or OperationKind.ScratchCall => 9,
        OperationKind.Move or OperationKind.Weak or OperationKind.Ephemeron => 10,
        OperationKind.Blit => 11,
        OperationKind.Copy => 12,
        _ => 13,
    };

    private static Rank RankOf(ShrinkCandidate candidate)
    {
        var rank = new Rank { Roots = candidate.Locals + (2 * candidate.Globals), Heap = candidate.HeapWords };
        Add(ref rank, candidate.Operations);
        foreach (ShrinkFinalizer finalizer in candidate.Finalizers)
        {
            rank.Roots += finalizer.Locals;
            Add(ref rank, finalizer.Body);
        }

        return rank;
    }

    private static void Add(ref Rank rank, List<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            rank.Complexity += Complexity(operation.Kind);
            switch (operation.Kind)
            {
                case OperationKind.New:
                    rank.Allocations++;
                    rank.Shapes += ((int)operation.Shape.Kind * 1000L) + (2 * operation.Shape.Fields) + operation.Shape.RawWords
                        + operation.Shape.Container;
                    break;
                case OperationKind.Copy or OperationKind.DeepCopy or OperationKind.Weak or OperationKind.Ephemeron:
                    rank.Allocations++;
                    break;
                case OperationKind.Call or OperationKind.ScratchCall:
                    rank.Frames += operation.A;
                    break;
                case OperationKind.Step:
                    rank.Budgets += operation.A;
                    break;
                case OperationKind.Threshold:
                    rank.Budgets += operation.B;
                    break;
                default:
                    break;
            }
        }
    }

    private static int CompareLists(List<Operation> left, List<Operation> right)
    {
        int difference = left.Count.CompareTo(right.Count);
        for (int i = 0; difference == 0 && i < left.Count; i++)
        {
            difference = CompareOperations(left[i], right[i]);
        }

        return difference;
    }

    /// <summary>Orders operations, the simplest first.</summary>
    public static int CompareOperations(in Operation left, in Operation right)
    {
        int difference = Complexity(left.Kind).CompareTo(Complexity(right.Kind));
        difference = difference != 0 ? difference : left.Kind.CompareTo(right.Kind);
        int mask = Operation.RootMask(left.Kind);
        for (int position = 0; difference == 0 && position < 4; position++)
        {
            difference = (mask & (1 << position)) != 0
                ? OrderOf(left.RootAt(position)).CompareTo(OrderOf(right.RootAt(position)))
                : left.RootAt(position).Code.CompareTo(right.RootAt(position).Code);
        }

        return difference;
    }

    /// <summary>Locals before globals, each by index.</summary>
    private static int OrderOf(Root root) => root.IsNone ? -1 : root.IsGlobal ? Limits.Locals + root.Index : root.Index;

    private record struct Rank
    {
        public int Allocations;
        public long Shapes;
        public int Roots;
        public long Frames;
        public long Budgets;
        public int Heap;
        public int Complexity;

        public readonly int CompareTo(Rank other)
        {
            int difference = Allocations.CompareTo(other.Allocations);
            difference = difference != 0 ? difference : Shapes.CompareTo(other.Shapes);
            difference = difference != 0 ? difference : (Roots + Frames).CompareTo(other.Roots + other.Frames);
            difference = difference != 0 ? difference : Heap.CompareTo(other.Heap);
            difference = difference != 0 ? difference : Budgets.CompareTo(other.Budgets);
            return difference != 0 ? difference : Complexity.CompareTo(other.Complexity);
        }
    }
}
