using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>Finalizers: which one an object has, which are pending, and the operations of those that ran.</summary>
internal sealed partial class LogPlayer
{
    // A finalizer that runs in an operation of a finalizer that runs in an operation: deeper than any program means.
    private const int DeepestFinalizer = 1000;

    private readonly List<int> _finalizers = [];
    private readonly List<int> _pending = [];
    private int _running = -1;
    private int _depth;

    private void ResetFinalizers()
    {
        _finalizers.Clear();
        _finalizers.Add(-1);
        _pending.Clear();
        _running = -1;
        _depth = 0;
    }

    private void NoteFinalizer(in Operation operation) =>
        _finalizers.Add(operation.Kind == OperationKind.New ? operation.Shape.WithinFinalizer(_running).Finalizer : -1);

    private void PlayFinalizer(WireEvent happened, IObserver observer)
    {
        int number = NextNumber();
        Flush(observer);
        if (happened == WireEvent.Pending)
        {
            _pending.Add(number);
            observer.FinalizerPending(number);
            return;
        }

        if (_pending.Count > 0 && _pending[0] == number)
        {
            _pending.RemoveAt(0);
        }

        if (++_depth > DeepestFinalizer)
        {
            throw Error("nests finalizers too deep");
        }

        int outer = _running;
        _running = _finalizers[number];
        observer.FinalizerStarted(number);
        PlayBody(observer);
        observer.FinalizerEnded();
        _running = outer;
        _depth--;
    }

    private void PlayBody(IObserver observer)
    {
        if (_running >= 0 && _running < _batch.Finalizers.Length)
        {
            foreach (BatchStep step in _batch.Finalizers[_running].Steps)
            {
                if (observer.Stopped)
                {
                    return;
                }

                PlayStep(step, observer);
            }

            if (observer.Stopped)
            {
                return;
            }
        }

        while (_at < _length && _log[_at] is (int)WireEvent.Released or (int)WireEvent.Cleared)
        {
            PlayDeath((WireEvent)Next(), observer);
        }

        if (Next() != (int)WireEvent.FinalizerEnded)
        {
            throw Error("has no 10 where a finalizer ends");
        }
    }
}
