using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>A program while it is being made smaller: its operations, and the header that they need.</summary>
internal sealed class ShrinkCandidate
{
    private ShrinkCandidate(List<Operation> operations, MutatorProgram origin, int heapWords)
    {
        Operations = operations;
        HeapWords = heapWords;
        (Locals, Globals) = RootsOf(operations, origin);
    }

    /// <summary>The operations.</summary>
    public List<Operation> Operations { get; }

    /// <summary>Locals of the main frame: no more than are named.</summary>
    public int Locals { get; }

    /// <summary>Globals: no more than are named.</summary>
    public int Globals { get; }

    /// <summary>Words of heap, or 0.</summary>
    public int HeapWords { get; }

    /// <summary>The program that shrinking starts from, with its own header.</summary>
    public static ShrinkCandidate Of(MutatorProgram program) => new([.. program.Body], program, program.HeapWords);

    /// <summary>Other operations of the same origin.</summary>
    public static ShrinkCandidate Of(List<Operation> operations, MutatorProgram origin, int heapWords) => new(operations, origin, heapWords);

    /// <summary>A hash of all that makes the program.</summary>
    public ulong Fingerprint()
    {
        unchecked
        {
            ulong hash = 14695981039346656037;
            void Add(int value) => hash = (hash ^ (uint)value) * 1099511628211;
            Add(Locals);
            Add(Globals);
            Add(HeapWords);
            foreach (Operation operation in Operations)
            {
                Add((int)operation.Kind);
                Add(operation.A);
                Add(operation.B);
                Add(operation.C);
                Add(operation.D);
            }

            return hash;
        }
    }

    // Indices wrap around, so a smaller frame means the same only while every index named fits.
    private static (int Locals, int Globals) RootsOf(List<Operation> operations, MutatorProgram origin)
    {
        int locals = 1, globals = 0;
        foreach (Operation operation in operations)
        {
            int mask = Operation.RootMask(operation.Kind);
            for (int position = 0; mask >> position != 0; position++)
            {
                Root root = operation.RootAt(position);
                if ((mask & (1 << position)) == 0 || root.IsNone)
                {
                    continue;
                }

                locals = root.IsGlobal ? locals : Math.Max(locals, root.Index + 1);
                globals = root.IsGlobal ? Math.Max(globals, root.Index + 1) : globals;
            }
        }

        return (Math.Min(locals, origin.Locals), Math.Min(globals, origin.Globals));
    }
}
