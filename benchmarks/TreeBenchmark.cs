using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>A benchmark of trees, as a mutator program and as a method that makes the same trees of the runtime's own objects.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Program">The mutator program; it has room for eight times what it keeps at most.</param>
/// <param name="Managed">The same with objects of .NET. Returns something that depends on all of it.</param>
internal sealed record TreeBenchmark(string Name, MutatorProgram Program, Func<long> Managed)
{
    private const int Shallowest = 2;
    private const int Deepest = 8;
    private const int ArrayWords = 1000;

    /// <summary>
    /// GCBench (Ellis, Kovac and Boehm), scaled down: a tree and an array that live long, then trees of several depths, as many nodes of each, made from the root down and from the leaves up.
    /// </summary>
    public static TreeBenchmark GcBench { get; } = new("GCBench", WriteGcBench(), RunGcBench);

    /// <summary>binary-trees (Benchmarks Game), scaled down: a tree that lives long, and trees of several depths that are made, walked and dropped.</summary>
    public static TreeBenchmark BinaryTrees { get; } = new("binary-trees", WriteBinaryTrees(), RunBinaryTrees);

    private static int TreesOf(int depth) => 2 * TreeProgram.Nodes(Deepest) / TreeProgram.Nodes(depth);

    private static MutatorProgram WriteGcBench()
    {
        Root longLived = TreeProgram.Kept(0), array = TreeProgram.Kept(1), tree = TreeProgram.Kept(2);
        var program = new TreeProgram(Deepest);
        program.MakeTree(tree, Deepest).Add(Operation.Clear(tree));
        program.Populate(longLived, Deepest).Add(Operation.New(array, Shape.Plain(0, ArrayWords)));
        for (int depth = Shallowest; depth <= Deepest; depth += 2)
        {
            for (int i = 0; i < TreesOf(depth); i++)
            {
                program.Populate(tree, depth).Add(Operation.Clear(tree)).MakeTree(tree, depth).Add(Operation.Clear(tree));
            }
        }

        return Build(program, ArrayWords);
    }

    private static MutatorProgram WriteBinaryTrees()
    {
        Root longLived = TreeProgram.Kept(0), tree = TreeProgram.Kept(2);
        var program = new TreeProgram(Deepest);
        program.MakeTree(longLived, Deepest);
        for (int depth = Shallowest; depth <= Deepest; depth += 2)
        {
            for (int i = 0; i < TreesOf(depth); i++)
            {
                program.MakeTree(tree, depth).Check(tree, depth).Add(Operation.Clear(tree));
            }
        }

        return Build(program.Check(longLived, Deepest), 0);
    }

    private static MutatorProgram Build(TreeProgram program, int otherWords)
    {
        int live = (2 * TreeProgram.Nodes(Deepest) * TreeProgram.NodeWords) + otherWords;
        return program.Build(8 * live, live);
    }

    private static long RunGcBench()
    {
        long sum = Node.MakeTree(Deepest).Raw;
        Node longLived = Node.Populated(Deepest);
        long[] array = new long[ArrayWords];
        for (int depth = Shallowest; depth <= Deepest; depth += 2)
        {
            for (int i = 0; i < TreesOf(depth); i++)
            {
                sum += Node.Populated(depth).Raw + Node.MakeTree(depth).Raw;
            }
        }

        return sum + array.Length + longLived.Raw;
    }

    private static long RunBinaryTrees()
    {
        Node longLived = Node.MakeTree(Deepest);
        long sum = 0;
        for (int depth = Shallowest; depth <= Deepest; depth += 2)
        {
            for (int i = 0; i < TreesOf(depth); i++)
            {
                sum += Node.MakeTree(depth).Count();
            }
        }

        return sum + longLived.Count();
    }

    private sealed class Node
    {
        private Node? _left;
        private Node? _right;

        public long Raw { get; } = 1;

        public static Node MakeTree(int depth) =>
            depth == 0 ? new Node() : new Node { _left = MakeTree(depth - 1), _right = MakeTree(depth - 1) };

        public static Node Populated(int depth)
        {
            var node = new Node();
            node.Populate(depth);
            return node;
        }

        public int Count() => 1 + (_left?.Count() ?? 0) + (_right?.Count() ?? 0);

        private void Populate(int depth)
        {
            if (depth > 0)
            {
                _left = new Node();
                _left.Populate(depth - 1);
                _right = new Node();
                _right.Populate(depth - 1);
            }
        }
    }
}
