using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>A finalizer of a program that is being made smaller. Not to be changed in place.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Locals">The size of its frame.</param>
/// <param name="Body">What it does.</param>
internal sealed record ShrinkFinalizer(string Name, int Locals, List<Operation> Body)
{
    /// <summary>With another body, and no more locals than that names. Where it names more than there are, they wrap around.</summary>
    public ShrinkFinalizer WithBody(List<Operation> body) =>
        new(Name, Math.Min(Locals, DerivedHeader.Locals(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(body))), body);

    /// <summary>The finalizers of a program.</summary>
    public static ShrinkFinalizer[] Of(MutatorProgram program) =>
        [.. program.Finalizers.Select(finalizer => new ShrinkFinalizer(finalizer.Name, finalizer.Locals, [.. finalizer.Body]))];

    /// <summary>
    /// Leaves out the finalizers that no allocation names, directly or within one that is named, and frees bodies of allocations that are plain ones there
    /// (<see cref="Shape.WithinFinalizer"/>). Names that only count, f0, f1 and so on, go on counting.
    /// </summary>
    public static (List<Operation> Operations, ShrinkFinalizer[] Finalizers) WithoutUnused(List<Operation> operations, ShrinkFinalizer[] finalizers)
    {
        int[] numbers = Number(operations, finalizers);
        int used = numbers.Count(number => number >= 0);
        var kept = new ShrinkFinalizer[used];
        for (int i = 0; i < finalizers.Length; i++)
        {
            if (numbers[i] >= 0)
            {
                ShrinkFinalizer finalizer = finalizers[i];
                string name = FinalizerWriter.IsGenerated(finalizer.Name) ? FinalizerWriter.NameOf(numbers[i]) : finalizer.Name;
                kept[numbers[i]] = (finalizer with { Name = name }).WithBody(Renumber(finalizer.Body, numbers, i));
            }
        }

        return (used == finalizers.Length ? operations : Renumber(operations, numbers, -1), kept);
    }

    /// <summary>The operations with other finalizers named by their allocations.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="numbers">The new number of each finalizer.</param>
    /// <param name="running">The finalizer whose body they are, or -1.</param>
    public static List<Operation> Renumber(List<Operation> operations, int[] numbers, int running)
    {
        var renumbered = new List<Operation>(operations.Count);
        foreach (Operation operation in operations)
        {
            if (operation.Kind == OperationKind.New && operation.Shape.Kind == ObjectKind.Finalizable)
            {
                Shape shape = operation.Shape.WithinFinalizer(running);
                bool defined = shape.Finalizer >= 0 && shape.Finalizer < numbers.Length;
                renumbered.Add(Operation.New(operation.RootAt(0), defined ? shape with { Finalizer = numbers[shape.Finalizer] } : shape));
            }
            else
            {
                renumbered.Add(operation);
            }
        }

        return renumbered;
    }

    private static int[] Number(List<Operation> operations, ShrinkFinalizer[] finalizers)
    {
        var numbers = new int[finalizers.Length];
        Array.Fill(numbers, -1);
        MarkNamed(operations, numbers, -1);
        int next = 0;
        for (int i = 0; i < finalizers.Length; i++)
        {
            // A body names later ones only, so one pass in order finds all.
            if (numbers[i] >= 0)
            {
                MarkNamed(finalizers[i].Body, numbers, i);
                numbers[i] = next++;
            }
        }

        return numbers;
    }

    private static void MarkNamed(List<Operation> operations, int[] numbers, int running)
    {
        foreach (Operation operation in operations)
        {
            if (operation.Kind == OperationKind.New
                && operation.Shape.WithinFinalizer(running) is { Kind: ObjectKind.Finalizable, Finalizer: >= 0 } shape
                && shape.Finalizer < numbers.Length)
            {
                numbers[shape.Finalizer] = 0;
            }
        }
    }
}
