using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// A finalizer as a process is given it: its operations over an array of slots of their own, where null is followed by the globals and
/// these by the frame, so that the object is in the first slot after the globals.
/// </summary>
/// <param name="Steps">What it consists of.</param>
/// <param name="Numbers">What is sent.</param>
/// <param name="Slots">Slots that it needs.</param>
internal sealed record FinalizerBatch(ImmutableArray<BatchStep> Steps, ImmutableArray<int> Numbers, int Slots)
{
    /// <summary>Writes down the finalizers of a program.</summary>
    /// <exception cref="AdapterException">One has a compound operation, whose parts depend on what it finds.</exception>
    public static ImmutableArray<FinalizerBatch> Of(MutatorProgram program, Promises promises) =>
        [.. program.Finalizers.Select((_, index) => Of(program, index, promises))];

    private static FinalizerBatch Of(MutatorProgram program, int index, Promises promises)
    {
        FinalizerBody finalizer = program.Finalizers[index];
        var mirror = new ProgramMirror();
        var writer = new WireWriter(mirror);
        mirror.Reset(program.Globals, finalizer.Locals);
        writer.Begin(promises);
        ImmutableArray<BatchStep>.Builder steps = ImmutableArray.CreateBuilder<BatchStep>(finalizer.Body.Length);
        for (int i = 0; i < finalizer.Body.Length; i++)
        {
            Operation operation = finalizer.Body[i];
            if (operation.IsCompound)
            {
                throw new AdapterException(
                    AdapterFailure.Unsupported,
                    $"finalizer '{finalizer.Name}' has a '{operation}', which a process cannot be given: what it consists of depends on what it finds");
            }

            Operation written = operation.Kind == OperationKind.New
                ? Operation.New(operation.RootAt(0), operation.Shape.WithinFinalizer(index))
                : operation;
            steps.Add(new BatchStep(i, operation, writer.Write(written)));
            mirror.Execute(operation);
        }

        return new FinalizerBatch(steps.MoveToImmutable(), [.. writer.Numbers], mirror.Slots);
    }
}
