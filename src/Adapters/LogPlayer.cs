using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// Tells an observer after the fact what happened in a process, from the log that it answered with and the batch that it was given.
/// Deaths of one moment are told in ascending order, as their order means nothing. A log that does not fit the batch is the
/// adapter's error. Reusable.
/// </summary>
internal sealed partial class LogPlayer
{
    private readonly List<int> _released = [];
    private Batch _batch = null!;
    private AdapterReply _reply = null!;
    private long[] _log = [];
    private int _length;
    private int _at;
    private int _played;
    private int _allocated;
    private Promises _promises = null!;
    private bool _showsRawWords;
    private int[] _fields = new int[16];
    private long[] _rawWords = new long[16];

    /// <summary>Begins with a run, whose batch and log may still grow.</summary>
    public void Begin(Batch batch, AdapterReply reply, Promises promises)
    {
        (_batch, _reply, _promises) = (batch, reply, promises);
        _showsRawWords = promises.Sight.HasFlag(Sight.RawWords);
        _at = _played = _allocated = 0;
        _released.Clear();
        ResetFinalizers();
    }

    /// <summary>Tells what has not been told yet, or as much of it as the observer wants.</summary>
    public void Play(IObserver observer)
    {
        _log = _reply.Log;
        _length = _reply.Length;
        for (; _played < _batch.Steps.Length; _played++)
        {
            if (observer.Stopped)
            {
                return;
            }

            PlayStep(_batch.Steps[_played], observer);
        }

        if (_at < _length)
        {
            throw Error("goes on after the last operation");
        }
    }

    private void PlayStep(in BatchStep step, IObserver observer)
    {
        if (step.Code != default && Next() != (int)WireEvent.Operation)
        {
            throw Error("has no 0 where an operation begins");
        }

        if (step.Code != default)
        {
            PlayBeforeEffect(step.Code, observer);
        }

        if (step.Code != WireCode.Walk)
        {
            observer.Executing(step.Index, step.Primitive);
        }

        if (step.Code != default)
        {
            PlayEvents(step, observer);
        }
    }

    private static bool Reads(WireCode code) => code is WireCode.Load or WireCode.Move or WireCode.Blit or WireCode.Deref;

    /// <summary>
    /// Whether what is told of deaths is what earlier operations have caused: a field of an ephemeron is stored into that was cleared before.
    /// </summary>
    private bool TellsLater => (_promises.Sight & (Sight.Releases | Sight.Clearings)) == 0;

    /// <summary>
    /// A weak reference that an operation finds to be cleared was so before, and the operation takes effect as a whole: it is told of first,
    /// and so are what died and the finalizers that are pending since.
    /// </summary>
    private void PlayBeforeEffect(WireCode code, IObserver observer)
    {
        int end = _at;
        while (end + 1 < _length && _log[end] is (int)WireEvent.Cleared or (int)WireEvent.Released or (int)WireEvent.Pending)
        {
            end += 2;
        }

        bool marked = end < _length && _log[end] == (int)WireEvent.Effect;
        bool found = end > _at && end < _length && Reads(code) && _log[end] == (int)WireEvent.Loaded;
        if (!marked && !found && !(code == WireCode.Store && TellsLater))
        {
            return;
        }

        while (_at < end)
        {
            PlayEarlier((WireEvent)Next(), observer);
        }

        Flush(observer);
        _at += marked ? 1 : 0;
    }

    private void PlayEarlier(WireEvent happened, IObserver observer)
    {
        if (happened == WireEvent.Pending)
        {
            PlayFinalizer(happened, observer);
        }
        else
        {
            PlayDeath(happened, observer);
        }
    }

    private void PlayEvents(in BatchStep step, IObserver observer)
    {
        bool answered = false;
        while (_at < _length && _log[_at] is not ((int)WireEvent.Operation or (int)WireEvent.FinalizerEnded))
        {
            answered |= PlayEvent((WireEvent)Next(), step, observer);
        }

        if (!answered && step.Code is WireCode.Walk)
        {
            throw Error("has no walk where one was asked for");
        }

        Flush(observer);
    }

    /// <returns>Whether the event is the one that was asked for, rather than a death.</returns>
    private bool PlayEvent(WireEvent happened, in BatchStep step, IObserver observer)
    {
        bool allocates = step.Code is WireCode.New or WireCode.Weak or WireCode.Ephemeron;
        switch (happened)
        {
            case WireEvent.Released or WireEvent.Cleared:
                PlayDeath(happened, observer);
                return false;
            case WireEvent.Pending or WireEvent.FinalizerStarted when _promises.Finalizers && step.Code != WireCode.Walk:
                PlayFinalizer(happened, observer);
                return false;
            case WireEvent.Loaded when Reads(step.Code):
                observer.Loaded(NextReference());
                return true;
            case WireEvent.Allocated when allocates:
                PlayAllocation(step.Primitive, observer);
                return true;
            case WireEvent.Refused when allocates:
                Flush(observer);
                observer.Refused(0, 0);
                return true;
            case WireEvent.Collected when step.Code is WireCode.Collect:
                Flush(observer);
                observer.Collected(SummaryOf(step.Primitive.A));
                return true;
            case WireEvent.Walked when step.Code is WireCode.Walk:
                Flush(observer);
                PlayWalk(observer);
                return true;
            default:
                throw Error(string.Create(CultureInfo.InvariantCulture, $"has the event {(int)happened} in an operation {(int)step.Code}"));
        }
    }

    private void PlayDeath(WireEvent happened, IObserver observer)
    {
        int number = NextNumber();
        if (happened == WireEvent.Released)
        {
            _released.Add(number);
        }
        else
        {
            observer.WeakCleared(number);
        }
    }

    private CollectionSummary SummaryOf(int generation)
    {
        bool full = generation < 0 || generation >= _promises.Generations - 1;
        return new() { IsFull = full, Generation = full ? _promises.Generations - 1 : generation, Reason = CollectionReason.Requested };
    }

    private void PlayAllocation(in Operation operation, IObserver observer)
    {
        Flush(observer);
        if (Next() != _allocated + 1)
        {
            throw Error(string.Create(CultureInfo.InvariantCulture, $"numbers a new object otherwise than #{_allocated + 1}"));
        }

        _allocated++;
        NoteFinalizer(operation);
        observer.Allocated(_allocated, 0, 0, zeroed: true, ObjectState.Unknown);
    }

    private void PlayWalk(IObserver observer)
    {
        observer.WalkStarted();
        int roots = NextCount(int.MaxValue);
        for (int position = 0; position < roots; position++)
        {
            observer.RootSeen(position < _batch.Program.Globals ? position : position + _pending.Count, NextReference());
        }

        for (int objects = NextCount(int.MaxValue); objects > 0; objects--)
        {
            PlayView(observer);
        }

        observer.WalkEnded(ObjectState.Untold);
    }

    private void PlayView(IObserver observer)
    {
        int number = NextReference();
        int kind = NextCount((int)ObjectKind.Immortal);
        int fields = NextCount(Shape.MaximumFields), rawWords = NextCount(Shape.MaximumRawWords);
        bool intact = Next() == 1;
        _fields = fields > _fields.Length ? new int[fields] : _fields;
        _rawWords = rawWords > _rawWords.Length ? new long[rawWords] : _rawWords;
        for (int i = 0; i < fields; i++)
        {
            _fields[i] = NextReference();
        }

        int shown = _showsRawWords ? rawWords : 0;
        for (int i = 0; i < shown; i++)
        {
            _rawWords[i] = Next();
        }

        observer.ObjectSeen(new ObjectView
        {
            Number = number,
            Shape = new Shape((ObjectKind)kind, fields, rawWords),
            Fields = _fields.AsSpan(0, fields),
            RawWords = _rawWords.AsSpan(0, shown),
            ContentsIntact = intact,
            State = ObjectState.Unknown,
        });
    }

    private void Flush(IObserver observer)
    {
        _released.Sort();
        foreach (int number in _released)
        {
            observer.Released(number);
        }

        _released.Clear();
    }

    private long Next() => _at < _length ? _log[_at++] : throw Error("ends early");

    private int NextNumber() => Next() is var number && number > 0 && number <= _allocated
        ? (int)number
        : throw Error(string.Create(CultureInfo.InvariantCulture, $"names an object #{_log[_at - 1]} of {_allocated}"));

    private int NextReference() => Next() is 0 or ObjectView.Dangling ? (int)_log[_at - 1] : Back().NextNumber();

    private LogPlayer Back()
    {
        _at--;
        return this;
    }

    private int NextCount(int most) => Next() is var count && count >= 0 && count <= most
        ? (int)count
        : throw Error(string.Create(CultureInfo.InvariantCulture, $"has {_log[_at - 1]} where a number of 0 to {most} belongs"));

    private AdapterException Error(string what) =>
        new(AdapterFailure.Protocol, string.Create(CultureInfo.InvariantCulture, $"its log {what} (entry {_at} of {_length})"));
}
