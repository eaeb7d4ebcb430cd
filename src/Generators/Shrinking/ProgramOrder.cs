using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// The total order that says which of two failing programs is simpler: fewer operations (compound ones and weak references count several), then fewer allocations, smaller shapes, fewer roots and frames, smaller budgets
/// and heaps, simpler operations, lower indices. Two programs of the same rank are the same program.
/// </summary>
internal static class ProgramOrder
{
    /// <summary>Negative if <paramref name="left"/> is simpler, zero if the two are the same.</summary>
    public static int Compare(ShrinkCandidate left, ShrinkCandidate right)
    {
        int difference = Weight(left.Operations).CompareTo(Weight(right.Operations));
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
        for (int i = 0; difference == 0 && i < left.Operations.Count; i++)
        {
            difference = CompareOperations(left.Operations[i], right.Operations[i]);
        }

        return difference;
    }

    /// <summary>
    /// The number of operations, but those that do the work of several, or drag in a feature that may have nothing to do with the failure,
    /// count for more than what they could be written as.
    /// </summary>
    private static int Weight(List<Operation> operations)
    {
        int weight = 0;
        foreach (Operation operation in operations)
        {
            weight += operation.Kind switch
            {
                OperationKind.Weak => 5,
                OperationKind.Ephemeron => 6,
                OperationKind.Copy => 3,
                OperationKind.DeepCopy => 4,
                _ => 1,
            };
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
        foreach (Operation operation in candidate.Operations)
        {
            rank.Complexity += Complexity(operation.Kind);
            switch (operation.Kind)
            {
                case OperationKind.New:
                    rank.Allocations++;
                    rank.Shapes += ((int)operation.Shape.Kind * 1000L) + (2 * operation.Shape.Fields) + operation.Shape.RawWords;
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

        return rank;
    }

    private static int CompareOperations(in Operation left, in Operation right)
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
