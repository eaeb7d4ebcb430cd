using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>
/// Observes a run through a judge and keeps what became of each object, and the heap as it was after the steps that are wanted. What it
/// keeps grows with the operations and objects of the run and with what collections move and promote, not with their product; a moment
/// costs as much as the heap is large. What it kept of one run is dropped when the next begins.
/// </summary>
/// <param name="judge">Follows the program and judges the subject; the run ends when a law is broken.</param>
/// <param name="wanted">Whether the moment after a step is to be kept; null for none.</param>
public sealed partial class HeapRecorder(Judge judge, Func<int, bool>? wanted = null) : IObserver
{
    private readonly ReferenceLog _log = new(judge.Model);
    private readonly WalkedStates _walked = new(judge.Model);
    private readonly List<Existence> _existences = [default];
    private readonly List<HeapEvent> _events = [];
    private readonly List<HeapCollection> _collections = [];
    private readonly List<Pause> _pauses = [];
    private readonly List<int> _freedSince = [];
    private readonly List<HeapMoment> _moments = [];
    private MutatorProgram _program = new(1, 0, default);
    private Promises _promises = new() { UsableWords = 0 };
    private int _step;
    private int _next;
    private int _finalizers;
    private long _mutatorWork;

    /// <inheritdoc/>
    public bool Stopped => judge.Stopped;

    /// <summary>What the subject undertook.</summary>
    public Promises Promises => _promises;

    /// <summary>The moments that were wanted, in order; the last is that of the violation if that was wanted and there was one.</summary>
    public IReadOnlyList<HeapMoment> Moments => _moments;

    /// <summary>The law that the run has broken, or null.</summary>
    public Violation? Violation => judge.Violation;

    /// <summary>Begin and end of an object, beside what the model knows.</summary>
    private record struct Existence(int AllocatedAt, int BornAt, int FreedAt, int FreedBy);

    /// <summary>Runs a program on a subject and records it.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="program">The program.</param>
    /// <param name="plan">When the objects are walked.</param>
    /// <param name="wanted">Whether the moment after a step is to be kept; null for none.</param>
    /// <param name="around">Who listens to the subject and passes to the recorder, or null.</param>
    public static HeapRecorder Run(
        ISubject subject,
        MutatorProgram program,
        ObservationPlan plan,
        Func<int, bool>? wanted = null,
        Func<IObserver, IObserver>? around = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var judge = new Judge { Thorough = plan.AfterEveryOperation };
        judge.Begin(program);
        var recorder = new HeapRecorder(judge, wanted);
        subject.Run(program, plan, around is null ? recorder : around(recorder));
        return recorder;
    }

    /// <summary>What became of each object in the last run.</summary>
    public HeapHistory ToHistory()
    {
        _log.Grow();
        var deaths = new DeathTimes(judge.Model, _log);
        var lives = new ObjectLife[_existences.Count - 1];
        for (int i = 0; i < lives.Length; i++)
        {
            lives[i] = LifeOf(i + 1, deaths);
        }

        return new HeapHistory(lives, [.. _events])
        {
            Program = _program,
            Promises = _promises,
            LastStep = _step,
            Collections = [.. _collections],
            Pauses = [.. _pauses],
            MutatorWork = _mutatorWork,
            Violation = judge.Violation,
        };
    }

    private ObjectLife LifeOf(int number, DeathTimes deaths)
    {
        Existence existence = _existences[number];
        int died = deaths.Of(number);
        return new ObjectLife
        {
            Number = number,
            Shape = judge.Model.ShapeOf(number),
            Words = judge.Model.WordsOf(number),
            AllocatedAt = existence.AllocatedAt,
            BornAt = existence.BornAt,
            DiedAt = died == DeathTimes.StillLive ? null : died,
            Cut = deaths.CutOf(number),
            FreedAt = existence.FreedAt == 0 ? null : existence.FreedAt,
            FreedBy = existence.FreedBy,
        };
    }

    /// <summary>Keeps the moments up to a step, all of which are over and alike but for the last.</summary>
    private void KeepUntil(int step)
    {
        for (; _next <= step; _next++)
        {
            if (wanted?.Invoke(_next) == true)
            {
                _moments.Add(Moment(_next));
            }
        }
    }

    private HeapMoment Moment(int step)
    {
        _log.Grow();
        ModelHeap model = judge.Model;
        var deaths = new DeathTimes(model, _log);
        int[] inRoots = new int[model.NextNumber];
        var roots = new HeapRoot[model.RootCount];
        for (int i = 0; i < roots.Length; i++)
        {
            (Root root, int depth) = model.SlotAt(i);
            roots[i] = new HeapRoot(i, model.NameOfRoot(i), root, depth, model.RootAt(i));
            inRoots[roots[i].Number]++;
        }

        var objects = new HeapObject[_existences.Count - 1];
        for (int i = 0; i < objects.Length; i++)
        {
            objects[i] = ObjectOf(i + 1, deaths, inRoots[i + 1]);
        }

        return new HeapMoment(new ReferenceStore(model, _log.Stored))
        {
            Step = step,
            Operations = _program.Body.Length,
            Operation = HeapHistory.OperationOf(_program, step),
            Roots = [.. roots],
            All = [.. objects],
            Collections = [.. _collections],
            Promises = _promises,
            Violation = ViolationOf(step),
            Misdirections = _walked.IsFresh ? [.. _walked.Misdirections] : [],
            IsWalked = _walked.IsFresh,
        };
    }

    private HeapObject ObjectOf(int number, DeathTimes deaths, int inRoots)
    {
        ModelHeap model = judge.Model;
        Existence existence = _existences[number];
        int died = deaths.Of(number);
        return new HeapObject
        {
            Number = number,
            Shape = model.ShapeOf(number),
            Words = model.WordsOf(number),
            Location = model.LocationOf(number),
            State = _walked.StateOf(number),
            AllocatedAt = existence.AllocatedAt,
            GarbageSince = died == DeathTimes.StillLive ? null : died,
            FreedAt = existence.FreedAt == 0 ? null : existence.FreedAt,
            FreedBy = existence.FreedBy,
            InDegree = model.InDegreeOf(number),
            InRoots = inRoots,
        };
    }

    private Violation? ViolationOf(int step) => judge.Violation is { } violation && violation.OperationIndex + 1 == step ? violation : null;

    /// <summary>A law may be found broken after the moment was kept.</summary>
    private void NoteViolation()
    {
        if (judge.Violation is not null && _moments.Count > 0 && _moments[^1].Violation is null)
        {
            _moments[^1] = _moments[^1] with { Violation = ViolationOf(_moments[^1].Step) };
        }
    }
}
