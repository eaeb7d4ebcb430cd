using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>How large a heap and a root area a program needs.</summary>
public static class HeapSizing
{
    /// <summary>The default heap is so many times what the program can allocate, so that no collector has to refuse.</summary>
    public const int Slack = 4;

    private const int SmallestArea = 256;
    private const int LargestArea = 1 << 28;

    // Every object could have the finalizer that allocates most; a heap for that would be out of all proportion, and slow to run away in.
    private const int LargestShareOfFinalizers = 1 << 12;

    /// <summary>Words for the collector: what the program asks for, or the default.</summary>
    public static int AreaWords(MutatorProgram program) =>
        program.HeapWords != 0 ? program.HeapWords : (int)Math.Clamp(Slack * AllocatedAtMost(program, out _), SmallestArea, LargestArea);

    /// <summary>
    /// Slots for objects whose finalizers are pending: twice the objects that can exist at the same time, so that the queue need not be moved in place. None is smaller than
    /// its header.
    /// </summary>
    internal static int PendingSlots(MutatorProgram program)
    {
        if (program.Finalizers.IsEmpty)
        {
            return 0;
        }

        long most = AreaWords(program) / ObjectModel.HeaderWords;
        return (int)(2 * most);
    }

    /// <summary>Root slots for frames: what the program's calls can use at most, within <see cref="Limits.StackSlots"/>.</summary>
    internal static int StackSlots(MutatorProgram program)
    {
        if (!program.Finalizers.IsEmpty)
        {
            return program.Locals + Limits.StackSlots + Limits.ScratchSlots + (MutatorMachine.DeepestFinalizer * Limits.Locals);
        }

        int calls = 0;
        bool compound = false;
        foreach (ref readonly Operation operation in program.Body)
        {
            compound |= operation.IsCompound;
            if (operation.Kind is OperationKind.Call or OperationKind.ScratchCall && calls < Limits.StackSlots)
            {
                calls += operation.A;
            }
        }

        return program.Locals + Math.Min(calls, Limits.StackSlots) + (compound ? Limits.ScratchSlots : 0);
    }

    /// <summary>Words and objects that the program can allocate at most, if its finalizers run once for each object at most.</summary>
    private static long AllocatedAtMost(MutatorProgram program, out long objects)
    {
        int largest = LargestShape(program);
        long words = AllocatedAtMost(program.Body, largest, out int byBody);
        objects = byBody;
        long wordsByFinalizer = 0, objectsByFinalizer = 0;
        foreach (FinalizerBody finalizer in program.Finalizers)
        {
            wordsByFinalizer += AllocatedAtMost(finalizer.Body.AsSpan(), largest, out int count);
            objectsByFinalizer += count;
        }

        long more = Math.Min(objects * objectsByFinalizer, LargestShareOfFinalizers);
        words += Math.Min(objects * wordsByFinalizer, LargestShareOfFinalizers);
        objects += more;
        return words;
    }

    private static long AllocatedAtMost(ReadOnlySpan<Operation> body, int largest, out int objects)
    {
        long words = 0;
        objects = 0;
        foreach (ref readonly Operation operation in body)
        {
            int copies = operation.Kind switch
            {
                OperationKind.New => 1,
                OperationKind.Weak or OperationKind.Ephemeron => 1,
                OperationKind.Copy => 1,
                OperationKind.DeepCopy => Limits.DeepCopyObjects,
                _ => 0,
            };
            objects += copies;
            words += operation.Kind == OperationKind.New ? ObjectModel.WordsOf(operation.Shape) : (long)copies * largest;
        }

        return words;
    }

    private static int LargestShape(MutatorProgram program)
    {
        int largest = ObjectModel.WordsOf(Shape.KeyAndValue);
        foreach (ref readonly Operation operation in program.Body)
        {
            if (operation.Kind == OperationKind.New)
            {
                largest = Math.Max(largest, ObjectModel.WordsOf(operation.Shape));
            }
        }

        foreach (FinalizerBody finalizer in program.Finalizers)
        {
            foreach (Operation operation in finalizer.Body.Where(o => o.Kind == OperationKind.New))
            {
                largest = Math.Max(largest, ObjectModel.WordsOf(operation.Shape));
            }
        }

        return largest;
    }
}
