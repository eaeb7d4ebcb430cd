using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>
/// What is done to each program before it is run, to bring a collector into states that programs by themselves seldom do (SpiderMonkey's
/// <c>gczeal</c> and <c>oomTest</c>, .NET's
/// <c>GCStress</c>). It is a transformation of programs: what comes of it is a program like any other, which replays and shrinks by itself,
/// and which all laws apply to.
/// </summary>
public sealed record StressPlan
{
    /// <summary>In the place of <see cref="FailAllocation"/>: each allocation in turn.</summary>
    public const int EachAllocation = -1;

    /// <summary>Allocations of one program that are refused in turn at most, the first ones.</summary>
    public const int MostVariants = 64;

    /// <summary>The budget of an inserted step, in words scanned: small, so that cycles last for many operations.</summary>
    public const int StepBudget = 16;

    private const int WordsPerWordAllocated = 4;
    private const int LeastHeapWords = 256;
    private const int MostHeapWords = Shape.MaximumFields + Shape.MaximumRawWords;
    private const int HeaderWords = 2;

    /// <summary>Nothing is done.</summary>
    public static StressPlan None { get; } = new();

    /// <summary>A full collection before every operation whose number, from 1, is a multiple of this; 0 for none.</summary>
    public int CollectEvery { get; init; }

    /// <summary>A step before every operation whose number, from 1, is a multiple of this; 0 for none.</summary>
    public int StepEvery { get; init; }

    /// <summary>
    /// Which of the program's allocating operations, from 1, finds the heap full; 0 for none. It asks for more words than the heap has, so
    /// that the collector itself
    /// goes through all that it does in that case, and refuses; the program goes on with null. Where the program names no heap size, it
    /// gets one. Finalizers allocate as they do.
    /// </summary>
    public int FailAllocation { get; init; }

    /// <summary>How many programs are made of this one: 1, unless each allocation is to fail in turn.</summary>
    public int VariantsOf(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return FailAllocation == EachAllocation ? Math.Clamp(CountAllocations(program.Body), 1, MostVariants) : 1;
    }

    /// <summary>The allocation that fails in a variant, from 1, or 0 if none does.</summary>
    public int FailedIn(int variant) => FailAllocation == EachAllocation ? variant + 1 : FailAllocation;

    /// <summary>
    /// Makes a variant of a program, from 0; valid until <paramref name="into"/> changes. The program itself, if nothing is done.
    /// </summary>
    public MutatorProgram Apply(MutatorProgram program, int variant, ProgramBuffer into)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(into);
        if (this == None)
        {
            return program;
        }

        int failed = FailedIn(variant), allocations = 0, number = 0;
        Metamorphic.BeginVariant(program, into);
        into.HeapWords = failed == 0 ? program.HeapWords : HeapWordsFor(program);
        foreach (ref readonly Operation operation in program.Body)
        {
            number++;
            if (CollectEvery > 0 && number % CollectEvery == 0)
            {
                into.Add(Operation.Collect());
            }

            if (StepEvery > 0 && number % StepEvery == 0)
            {
                into.Add(Operation.Step(StepBudget));
            }

            allocations += Allocates(operation.Kind) ? 1 : 0;
            bool fails = allocations == failed && Allocates(operation.Kind);
            into.Add(fails ? Operation.New(operation.RootAt(0), TooLargeFor(into.HeapWords)) : operation);
        }

        return into.View();
    }

    private static int CountAllocations(ReadOnlySpan<Operation> body)
    {
        int count = 0;
        foreach (ref readonly Operation operation in body)
        {
            count += Allocates(operation.Kind) ? 1 : 0;
        }

        return count;
    }

    private static bool Allocates(OperationKind kind) =>
        kind is OperationKind.New or OperationKind.Weak or OperationKind.Ephemeron or OperationKind.Copy or OperationKind.DeepCopy;

    /// <summary>
    /// A multiple of what the program allocates, so that nothing else is refused as a rule; as large as an object can be at most.
    /// </summary>
    private static int HeapWordsFor(MutatorProgram program)
    {
        if (program.HeapWords > 0)
        {
            return Math.Min(program.HeapWords, MostHeapWords);
        }

        long words = 0, largest = HeaderWords;
        foreach (ref readonly Operation operation in program.Body)
        {
            long size = operation.Kind == OperationKind.New ? HeaderWords + operation.B + operation.C : largest;
            largest = Math.Max(largest, size);
            words += !Allocates(operation.Kind) ? 0 : operation.Kind == OperationKind.DeepCopy ? Limits.DeepCopyObjects * size : size;
        }

        return (int)Math.Clamp(WordsPerWordAllocated * words, LeastHeapWords, MostHeapWords);
    }

    /// <summary>With its header it has more words than the heap.</summary>
    private static Shape TooLargeFor(int heapWords)
    {
        int rawWords = Math.Min(heapWords, Shape.MaximumRawWords);
        return Shape.Plain(heapWords - rawWords, rawWords);
    }
}
