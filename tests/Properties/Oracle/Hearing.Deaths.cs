using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What happens to weak references and finalizers.</summary>
internal sealed partial class Hearing
{
    /// <summary>What a tracing collector promises that honours weak references, ephemerons and finalizers.</summary>
    public static Promises Finalizing { get; } = Tracing with
    {
        WeakReferences = true,
        Ephemerons = true,
        Finalizers = true,
        FinalizationOrder = FinalizationOrder.Allocation,
    };

    public Hearing Cleared(int number)
    {
        _judge.WeakCleared(number);
        return this;
    }

    public Hearing Pending(params int[] numbers)
    {
        foreach (int number in numbers)
        {
            _judge.FinalizerPending(number);
        }

        return this;
    }

    /// <summary>The collection lists these objects as garbage that it keeps.</summary>
    public Hearing Lists(params int[] numbers)
    {
        foreach (int number in numbers)
        {
            _judge.Uncollectable(number);
        }

        return this;
    }

    public Hearing FinalizerBegins(int number)
    {
        _judge.FinalizerStarted(number);
        return this;
    }

    public Hearing FinalizerEnds()
    {
        _judge.FinalizerEnded();
        return this;
    }

    /// <summary>An operation of a finalizer begins.</summary>
    public Hearing Inside(Operation operation)
    {
        _judge.Executing(_next - 1, operation);
        return this;
    }
}
