using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>A program while it is being made smaller: its operations, and the header that they need.</summary>
internal sealed class ShrinkCandidate
{
    private ShrinkCandidate(List<Operation> operations, ShrinkFinalizer[] finalizers, MutatorProgram origin, int heapWords)
    {
        Operations = operations;
        Finalizers = finalizers;
        HeapWords = heapWords;
        (Locals, Globals) = RootsOf(operations, finalizers, origin);
    }

    /// <summary>The operations, without those of finalizers.</summary>
    public List<Operation> Operations { get; }

    /// <summary>The finalizers.</summary>
    public ShrinkFinalizer[] Finalizers { get; }

    /// <summary>Locals of the main frame: no more than are named.</summary>
    public int Locals { get; }

    /// <summary>Globals: no more than are named.</summary>
    public int Globals { get; }

    /// <summary>Words of heap, or 0.</summary>
    public int HeapWords { get; }

    /// <summary>The program that shrinking starts from, with its own header.</summary>
    public static ShrinkCandidate Of(MutatorProgram program) =>
        new([.. program.Body], ShrinkFinalizer.Of(program), program, program.HeapWords);

    /// <summary>Other operations and finalizers of the same origin, without the finalizers that are not used.</summary>
    public static ShrinkCandidate Of(List<Operation> operations, ShrinkFinalizer[] finalizers, MutatorProgram origin, int heapWords)
    {
        if (finalizers.Length > 0)
        {
            (operations, finalizers) = ShrinkFinalizer.WithoutUnused(operations, finalizers);
        }

        return new(operations, finalizers, origin, heapWords);
    }

    /// <summary>A hash of all that makes the program.</summary>
    public ulong Fingerprint()
    {
        unchecked
        {
            ulong hash = 14695981039346656037;
            void Add(int value) => hash = (hash ^ (uint)value) * 1099511628211;
            void AddAll(List<Operation> operations)
            {
                foreach (Operation operation in operations)
                {
                    Add((int)operation.Kind);
                    Add(operation.A);
                    Add(operation.B);
                    Add(operation.C);
                    Add(operation.D);
                }
            }

            Add(Locals);
            Add(Globals);
            Add(HeapWords);
            AddAll(Operations);
            foreach (ShrinkFinalizer finalizer in Finalizers)
            {
                Add(-1);
                Add(finalizer.Locals);
                AddAll(finalizer.Body);
            }

            return hash;
        }
    }

    /// <summary>As many roots as are named. Where the origin names locals beyond its frame, which wrap around, no more than it has.</summary>
    private static (int Locals, int Globals) RootsOf(List<Operation> operations, ShrinkFinalizer[] finalizers, MutatorProgram origin)
    {
        ReadOnlySpan<Operation> body = CollectionsMarshal.AsSpan(operations);
        int locals = DerivedHeader.Locals(body), globals = DerivedHeader.Globals(body);
        foreach (ShrinkFinalizer finalizer in finalizers)
        {
            globals = Math.Max(globals, DerivedHeader.Globals(CollectionsMarshal.AsSpan(finalizer.Body)));
        }

        bool wraps = DerivedHeader.Locals(origin.Body) > origin.Locals;
        return (wraps ? Math.Min(locals, origin.Locals) : locals, Math.Min(globals, origin.Globals));
    }
}
