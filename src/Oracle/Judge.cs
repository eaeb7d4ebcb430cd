using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// The oracle: follows a run through what the subject lets it see, keeps a model of what must be reachable, and stops at the first law that is broken.
/// Reusable: memory is kept from run to run. Not thread-safe.
/// </summary>
public sealed partial class Judge : IObserver
{
    private static readonly Promises _nothingPromised = new() { UsableWords = 0 };

    private readonly Reachability _reachability;
    private MutatorProgram _program = null!;
    private Promises _promises = null!;
    private Operation _operation;
    private int _index;
    private long _operations;
    private long _allocations;
    private long _collections;
    private long _fullCollections;
    private long _refusals;
    private long _releases;
    private long _walks;
    private bool _agesApply;
    private bool _conservationApplies;

    /// <summary>A judge who has seen nothing yet.</summary>
    public Judge()
    {
        _reachability = new Reachability(Model);
        _atBegin = new Reachability(Model);
        _fromObject = new Reachability(Model);
    }

    /// <summary>The model of the heap.</summary>
    public ModelHeap Model { get; } = new();

    /// <summary>The first law that was broken, or null.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>Whether checks that cost more than the operation they follow are made all the same: for replaying a failure.</summary>
    public bool Thorough { get; set; }

    /// <summary>Counts of the run.</summary>
    public RunStatistics Statistics => new(_operations, _allocations, _collections, _fullCollections, _refusals, _releases, _walks);

    /// <summary>What the subject undertook in this run.</summary>
    public Promises Promises => _promises;

    /// <inheritdoc/>
    public bool Stopped => Violation is not null;

    /// <summary>Forgets the last run; to be called before the subject is run.</summary>
    public void Begin(MutatorProgram program)
    {
        _program = program;
        Undertake(_nothingPromised);
        _index = 0;
        _operation = default;
        _operations = 0;
        _allocations = 0;
        _collections = 0;
        _fullCollections = 0;
        _refusals = 0;
        _releases = 0;
        _walks = 0;
        Violation = null;
        Model.Reset(program);
        ResetReleases();
        ResetCollections();
        ResetWeak();
        ResetFinalizers();
        ResetPins();
        ResetIncrements();
        ResetUncollectable();
    }

    /// <inheritdoc/>
    public void Started(MutatorProgram program, Promises promises)
    {
        Undertake(promises);
        Model.Undertake(promises);
        BeginThresholds();
    }

    /// <inheritdoc/>
    public void Executing(int index, in Operation primitive)
    {
        EndOperation();
        EndBatch();
        _reentered &= _interrupted.Count > 0;
        _operations++;
        _index = index;
        _operation = primitive;
        Model.Execute(primitive);
        if (_underWay)
        {
            NoteTakenUp();
        }

        BeginOperation();
    }

    /// <inheritdoc/>
    public void Loaded(int number)
    {
        int expected = Model.NextLoad();
        if (number == expected)
        {
            if (number > 0 && !Model.IsPresent(number))
            {
                LoadedDead(number);
            }

            return;
        }

        if (number == ObjectView.Dangling)
        {
            Break(Model.IsKnown(expected) && !Model.IsPresent(expected) ? Laws.WeakNeverYieldsDead : Laws.NoDanglingField, expected, "A reference that the mutator loads leads to no object.", Name(expected), "an address where no object starts");
        }
        else
        {
            Break(Laws.Isomorphism, expected, "A reference that the mutator loads leads to the wrong object.", Name(expected), Name(number));
        }
    }

    // Where a weak reference that yields an object tells that it is not cleared, and not what it refers to is dead.
    private void LoadedDead(int number) => Break(
        Laws.WeakNeverYieldsDead, number, "A reference that the mutator loads leads to an object that is freed.", "null", Name(number));

    /// <inheritdoc/>
    public void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
        Settle();
        EndSafepoint();
        JudgePause(words);
        JudgeDrag(words);
        _allocations++;
        Model.Allocated(words, location, state);
        NoteKind(number);
        CountAllocation(words);
        if (!zeroed)
        {
            Break(Laws.FreshMemory, number, "A new object's fields are not all null, or its raw words not all zero.", "zeroed memory", "old contents");
        }

        _present.Add(number);
    }

    /// <inheritdoc/>
    public void Refused(int words, int longestFreeRun)
    {
        Settle();
        EndSafepoint();
        _refusals++;
        JudgeRefusal(words, longestFreeRun);
        Model.Refused();
    }

    /// <inheritdoc/>
    public void Faulted(SubjectFault fault)
    {
        Settle();
        Break(Laws.Of(fault.Kind), 0, "The collector broke down: " + fault.Message + (fault.Message.EndsWith('?') ? "" : "."), "no fault", Describe(fault.Kind));
        if (Violation!.Fault is null && Violation.Law == Laws.Of(fault.Kind))
        {
            Violation = Violation with { Fault = fault };
        }
    }

    /// <inheritdoc/>
    public void Finished() => EndOperation();

    // What is asked for each object is asked of the promises once.
    private void Undertake(Promises promises)
    {
        _promises = promises;
        _agesApply = Laws.Age.Applies(promises);
        _conservationApplies = Laws.Conservation.Applies(promises);
        _pinsApply = promises.Moves && promises.Pinning;
        _clearingsAtOnce = promises.Sight.HasFlag(Sight.Clearings);
        _clearsFirst = promises.WeakReferences && promises.ClearsBeforeFinalizers && !promises.ClearsInEitherOrder && _clearingsAtOnce;
        _immediateReleases = promises.Immediate && promises.Sight.HasFlag(Sight.Releases);
    }

    // Runs once per operation: what is said of a violation is put together elsewhere, so that this stays small.
    private void EndOperation()
    {
        Settle();
        EndOfOperationLaws();
        if (Model.AwaitsAllocation || Model.AwaitsLoad)
        {
            JudgeUnfinished();
        }
    }

    private void JudgeUnfinished()
    {
        if (Model.AwaitsAllocation && !Stopped)
        {
            Break(Laws.RootsUpdated, 0, "The operation should have allocated, but the subject found null in a root.", "an allocation", "none");
        }
        else if (Model.AwaitsLoad && !Stopped)
        {
            Break(Laws.RootsUpdated, 0, "The operation should have loaded a reference, but the subject found another holder, or null.", "a load", "none");
        }
    }

    private void Break(Law law, int number, string message, string expected, string found)
    {
        Violation ??= new Violation(law, _index, Math.Max(0, number), message, expected, found, Model.IsKnown(number) ? new RootPath(Model).To(number) : "")
        {
            Primitive = _operation,
        };
    }

    private static string Name(int number) => number switch
    {
        0 => "null",
        ObjectView.Dangling => "no object",
        _ => string.Create(CultureInfo.InvariantCulture, $"#{number}"),
    };

    private static string Describe(FaultKind kind) => kind switch
    {
        FaultKind.FreeWordTouched => "a free word was touched",
        FaultKind.OutsideHeap => "an address outside the heap was used",
        FaultKind.ClaimedTwice => "a word was claimed twice",
        FaultKind.ReleasedWrongly => "words were released wrongly",
        FaultKind.WrongKindOfWord => "a word was used as what it is not",
        FaultKind.BadHeader => "a header is not valid",
        FaultKind.TooMuchMetadata => "more metadata than promised",
        FaultKind.BadAllocation => "a new object that is none",
        FaultKind.StackExhausted => "the stack is nearly exhausted",
        FaultKind.RunsAway => "the call does not end",
        FaultKind.Crashed => "the process ended",
        FaultKind.Hung => "no answer in time",
        _ => "an exception",
    };
}
