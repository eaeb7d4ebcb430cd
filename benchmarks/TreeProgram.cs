using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>Writes programs that make trees of nodes with two children and one raw word. Recursion is unrolled: a local for each depth, two for trees made from the leaves up.</summary>
internal sealed class TreeProgram
{
    /// <summary>Words of a node, its header included.</summary>
    public const int NodeWords = 5;

    private static readonly Shape _node = Shape.Plain(2, 1);

    private const int KeptLocals = 4;

    private readonly List<Operation> _operations = [];
    private readonly int _deepest;

    /// <summary>An empty program for trees of at most this depth; a leaf has depth 0.</summary>
    public TreeProgram(int deepest) => _deepest = deepest;

    /// <summary>A local that trees are not made in.</summary>
    public static Root Kept(int index) => Root.Local(index);

    /// <summary>Nodes of a tree.</summary>
    public static int Nodes(int depth) => (2 << depth) - 1;

    /// <summary>Adds an operation.</summary>
    public TreeProgram Add(Operation operation)
    {
        _operations.Add(operation);
        return this;
    }

    /// <summary>A tree made from the leaves up, as GCBench's <c>MakeTree</c>.</summary>
    public TreeProgram MakeTree(Root target, int depth)
    {
        MakeBottomUp(depth, 0);
        return Give(target, depth);
    }

    /// <summary>A tree made from the root down, so that older nodes come to refer to younger ones, as GCBench's <c>Populate</c>.</summary>
    public TreeProgram Populate(Root target, int depth)
    {
        Add(Operation.New(At(depth, 0), _node));
        FillTopDown(depth);
        return Give(target, depth);
    }

    /// <summary>Loads every node of a tree, as the check of binary-trees does.</summary>
    public TreeProgram Check(Root tree, int depth)
    {
        Add(Operation.Assign(At(depth, 0), tree));
        Descend(depth);
        return Add(Operation.Clear(At(depth, 0)));
    }

    /// <summary>The program, in a heap of so many words, whose youngest generation is collected after <paramref name="threshold"/> words, or objects, as the collector counts.</summary>
    public MutatorProgram Build(int heapWords, int threshold)
    {
        _operations.Insert(0, Operation.Threshold(0, threshold));
        return new(KeptLocals + (2 * (_deepest + 1)), 0, _operations.ToArray(), heapWords: heapWords);
    }

    private static Root At(int depth, int side) => Root.Local(KeptLocals + (2 * depth) + side);

    private TreeProgram Give(Root target, int depth) => Add(Operation.Assign(target, At(depth, 0))).Add(Operation.Clear(At(depth, 0)));

    private void MakeBottomUp(int depth, int side)
    {
        if (depth > 0)
        {
            MakeBottomUp(depth - 1, 0);
            MakeBottomUp(depth - 1, 1);
        }

        Add(Operation.New(At(depth, side), _node));
        if (depth > 0)
        {
            Add(Operation.Store(At(depth, side), 0, At(depth - 1, 0))).Add(Operation.Store(At(depth, side), 1, At(depth - 1, 1)));
            Add(Operation.Clear(At(depth - 1, 0))).Add(Operation.Clear(At(depth - 1, 1)));
        }
    }

    /// <summary>A child is linked before it has children of its own.</summary>
    private void FillTopDown(int depth)
    {
        for (int side = 0; depth > 0 && side < 2; side++)
        {
            Add(Operation.New(At(depth - 1, 0), _node)).Add(Operation.Store(At(depth, 0), side, At(depth - 1, 0)));
            FillTopDown(depth - 1);
            Add(Operation.Clear(At(depth - 1, 0)));
        }
    }

    private void Descend(int depth)
    {
        for (int side = 0; depth > 0 && side < 2; side++)
        {
            Add(Operation.Load(At(depth - 1, 0), At(depth, 0), side));
            Descend(depth - 1);
            Add(Operation.Clear(At(depth - 1, 0)));
        }
    }
}
