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
    public static int AreaWords(MutatorProgram program) => Of(program).AreaWords;

    /// <summary>All sizes at once: they are found for every run, in one pass over the program.</summary>
    internal static HeapSizes Of(MutatorProgram program)
    {
        BodyNeeds body = default;
        body.Add(program.Body);
        int largest = Math.Max(ObjectModel.WordsOf(Shape.KeyAndValue), body.LargestNew);
        if (program.Finalizers.IsEmpty)
        {
            return new HeapSizes(AreaFor(program, body.Words(largest)), program.Locals + body.StackSlots, 0);
        }

        BodyNeeds finalizers = default;
        foreach (FinalizerBody finalizer in program.Finalizers)
        {
            finalizers.Add(finalizer.Body.AsSpan());
        }

        largest = Math.Max(largest, finalizers.LargestNew);
        long words = body.Words(largest) + Math.Min(body.Objects * finalizers.Words(largest), LargestShareOfFinalizers);
        int stack = program.Locals + Limits.StackSlots + Limits.ScratchSlots + (MutatorMachine.DeepestFinalizer * Limits.Locals);
        int area = AreaFor(program, words);

        // Twice the objects that can exist at the same time, so that the queue need not be moved in place; none is smaller than its header.
        return new HeapSizes(area, stack, 2 * (area / ObjectModel.HeaderWords));
    }

    private static int AreaFor(MutatorProgram program, long words) =>
        program.HeapWords != 0 ? program.HeapWords : (int)Math.Clamp(Slack * words, SmallestArea, LargestArea);

    /// <summary>What bodies of operations need at most, if each runs once.</summary>
    private struct BodyNeeds
    {
        // New apart, most operations of a program are of the kinds up to this one.
        private const OperationKind LastOfThoseThatNeedNothing = OperationKind.Blit;

        private long _newWords;
        private long _news;
        private long _copies;
        private int _calls;
        private bool _compound;

        /// <summary>Words of the largest object that a <see cref="OperationKind.New"/> allocates.</summary>
        public int LargestNew { get; private set; }

        /// <summary>Objects allocated.</summary>
        public readonly long Objects => _news + _copies;

        /// <summary>Root slots for frames but the main one: what calls can use, within <see cref="Limits.StackSlots"/>.</summary>
        public readonly int StackSlots => Math.Min(_calls, Limits.StackSlots) + (_compound ? Limits.ScratchSlots : 0);

        /// <summary>Words allocated, if nothing that is copied is larger than <paramref name="largest"/> words.</summary>
        public readonly long Words(int largest) => _newWords + (_copies * largest);

        public void Add(ReadOnlySpan<Operation> body)
        {
            foreach (ref readonly Operation operation in body)
            {
                if (operation.Kind == OperationKind.New)
                {
                    int words = ObjectModel.WordsOf(operation.Shape);
                    LargestNew = Math.Max(LargestNew, words);
                    _newWords += words;
                    _news++;
                }
                else if (operation.Kind > LastOfThoseThatNeedNothing)
                {
                    AddRare(operation);
                }
            }
        }

        private void AddRare(in Operation operation)
        {
            switch (operation.Kind)
            {
                case OperationKind.Weak or OperationKind.Ephemeron:
                    _copies++;
                    break;
                case OperationKind.Copy:
                    _copies++;
                    _compound = true;
                    break;
                case OperationKind.DeepCopy:
                    _copies += Limits.DeepCopyObjects;
                    _compound = true;
                    break;
                case OperationKind.Call or OperationKind.ScratchCall when _calls < Limits.StackSlots:
                    _calls += operation.A;
                    break;
                default:
                    break;
            }
        }
    }
}

/// <summary>The parts of a heap.</summary>
/// <param name="AreaWords">Words for the collector.</param>
/// <param name="StackSlots">Root slots for frames: what the program's calls can use at most.</param>
/// <param name="PendingSlots">
/// Slots for objects whose finalizers are pending: twice the objects that can exist, so that the queue need not be moved in place.
/// </param>
internal readonly record struct HeapSizes(int AreaWords, int StackSlots, int PendingSlots);
