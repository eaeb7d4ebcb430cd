using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>A hash of a sequence of numbers (FNV-1a over 64-bit words), the same everywhere.</summary>
internal struct Fingerprint
{
    private ulong _value;

    public static Fingerprint Empty => new() { _value = 14695981039346656037 };

    public readonly ulong Value => _value;

    public void Add(long item) => _value = unchecked((_value ^ (ulong)item) * 1099511628211);
}

/// <summary>Hashes all that a subject does, walks apart: two runs of one program must agree in it.</summary>
internal sealed class TraceFingerprint : ObserverBase
{
    private Fingerprint _hash = Fingerprint.Empty;
    private bool _stopped;
    private Promises _promises = null!;
    private bool _conservative;
    private bool _clearsUnseen;
    private bool _showsLocations;
    private bool _collects;

    public ulong Value => _hash.Value;

    /// <summary>What the last subject undertook.</summary>
    public Promises Promises => _promises;

    /// <summary>
    /// Collections that nobody sees may take place at other moments the next time, and conservative ones free other objects; and a process may finalize
    /// what a collection finds in another order. What the mutator sees of that and what follows is not compared.
    /// </summary>
    public override bool Stopped => _stopped;

    /// <summary>
    /// How closely a subject is observed when it is not to notice: in a process, where a walk is a message as long as the heap is large,
    /// as many objects as there are operations.
    /// </summary>
    public static ObservationPlan ObservationOf(Promises promises) =>
        promises.Sight.HasFlag(Sight.Locations) ? ObservationPlan.Dense : new ObservationPlan(1);

    public void Begin()
    {
        _hash = Fingerprint.Empty;
        _stopped = false;
    }

    public override void Started(MutatorProgram program, Promises promises)
    {
        _promises = promises;
        _showsLocations = promises.Sight.HasFlag(Sight.Locations);
        _conservative = promises.Conservative;
        _clearsUnseen = VisibleFingerprint.ClearsUnseen(promises);
    }

    public override void Executing(int index, in Operation primitive)
    {
        _stopped |= VisibleFingerprint.DependsOnOtherWork(primitive, _promises);
        _stopped |= (_conservative || _clearsUnseen) && VisibleFingerprint.ShowsDeaths(primitive);
        _collects = primitive.Kind is OperationKind.Collect or OperationKind.Step;
        Add(index);
        Add((int)primitive.Kind);
    }

    public override void FinalizerPending(int number) => NoteFinalizer();

    public override void FinalizerStarted(int number) => NoteFinalizer();

    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
        Add(number);
        Add(location);
    }

    public override void Refused(int words, int longestFreeRun) => Add(-words);

    public override void Loaded(int number) => Add(number);

    public override void Released(int number)
    {
        // A conservative collector frees now more, now less.
        if (!_conservative)
        {
            Add(-number);
        }
    }

    public override void Relocated(int number, int location)
    {
        Add(number);
        Add(location);
    }

    public override void Uncollectable(int number) => Add(number);

    public override void Collected(in CollectionSummary summary)
    {
        Add((int)summary.Reason);
        Add(summary.Generation);
        Add(summary.Freed.Total.Words);
    }

    public override void Faulted(SubjectFault fault) => Add((int)fault.Kind);

    // In which order a process finalizes what it finds together may depend on where that lies, and on who has looked at it.
    private void NoteFinalizer() => _stopped |= _collects && !_showsLocations && _promises.FinalizationOrder == FinalizationOrder.Unspecified;

    private void Add(long item)
    {
        if (!_stopped)
        {
            _hash.Add(item);
        }
    }
}

/// <summary>Hashes what the mutator sees: outcomes of allocations, objects behind the references it loads, and the graph at the end.</summary>
internal sealed class VisibleFingerprint : ObserverBase
{
    private Fingerprint _hash = Fingerprint.Empty;
    private Fingerprint _walk = Fingerprint.Empty;
    private readonly List<ulong> _roots = [];
    private Promises _promises = null!;

    /// <summary>What the last subject undertook.</summary>
    public Promises Promises => _promises;

    public bool Refusals { get; private set; }

    /// <summary>Whether a collection took place for want of room.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Whether a collection began that may span operations: what it reaches in which of them depends on the order of roots.</summary>
    public bool InSlices { get; private set; }

    /// <summary>Whether the program has weak references or ephemerons that the last subject honours.</summary>
    public bool SeesDeaths(MutatorProgram program) =>
        (_promises.WeakReferences && Allocates(program, OperationKind.Weak, ObjectKind.Weak))
        || (_promises.Ephemerons && Allocates(program, OperationKind.Ephemeron, ObjectKind.Ephemeron));

    /// <summary>Whether the last subject may free other objects at other moments the next time.</summary>
    public bool IsUnpredictable(MutatorProgram program) =>
        _promises.Conservative
        || ClearsUnseen(_promises)
        || program.Body.ToArray().Concat(program.Finalizers.SelectMany(finalizer => finalizer.Body)).Any(operation => DependsOnOtherWork(operation, _promises));

    /// <summary>
    /// Whether what an operation frees depends on more than the program: a process whose collections nobody sees allocates for itself too, which
    /// moves automatic collections, slices of work and ages.
    /// </summary>
    public static bool DependsOnOtherWork(in Operation operation, Promises promises) =>
        (!promises.Sight.HasFlag(Sight.Automatic) || ClearsUnseen(promises))
        && operation.Kind switch
        {
            OperationKind.Enable => true,
            OperationKind.Step => promises.Incremental,
            OperationKind.Collect => promises.Generations > 1 && operation.A >= 0 && operation.A < promises.Generations - 1,
            _ => false,
        };

    /// <summary>
    /// Whether weak references may be cleared, and objects found dead, in any operation without a word: by a runtime that collects when it likes.
    /// </summary>
    public static bool ClearsUnseen(Promises promises) => !promises.Sight.HasFlag(Sight.Clearings);

    /// <summary>Whether an operation allocates what lets the mutator see deaths.</summary>
    public static bool ShowsDeaths(in Operation operation) =>
        operation.Kind is OperationKind.Weak or OperationKind.Ephemeron
        || (operation.Kind == OperationKind.New && operation.Shape.Kind is ObjectKind.Weak or ObjectKind.Ephemeron or ObjectKind.Finalizable);

    /// <summary>Whether the program has finalizers that the last subject runs.</summary>
    public bool SeesFinalizers(MutatorProgram program) => _promises.Finalizers && !program.Finalizers.IsEmpty;

    /// <summary>The hash; roots count without their order, so that renaming them changes nothing.</summary>
    public ulong Value
    {
        get
        {
            Fingerprint hash = _hash;
            _roots.Sort();
            foreach (ulong root in _roots)
            {
                hash.Add(unchecked((long)root));
            }

            return hash.Value;
        }
    }

    public void Begin()
    {
        _hash = Fingerprint.Empty;
        _roots.Clear();
        Refusals = false;
        Exhausted = false;
        InSlices = false;
    }

    public override void Started(MutatorProgram program, Promises promises) => _promises = promises;

    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state) => _hash.Add(number);

    public override void Refused(int words, int longestFreeRun) => Refusals = true;

    public override void Collected(in CollectionSummary summary) => Exhausted |= summary.Reason == CollectionReason.Exhaustion;

    public override void CycleStarted() => InSlices = true;

    public override void Loaded(int number) => _hash.Add(-number);

    public override void WalkStarted() => _roots.Clear();

    public override void RootSeen(int position, int number) => _roots.Add(unchecked((ulong)number));

    public override void ObjectSeen(in ObjectView view)
    {
        _walk = Fingerprint.Empty;
        _walk.Add(view.Number);
        foreach (int field in view.Fields)
        {
            _walk.Add(field);
        }

        foreach (long word in view.RawWords)
        {
            _walk.Add(word);
        }

        _roots.Add(_walk.Value);
    }

    private static bool Allocates(MutatorProgram program, OperationKind operation, ObjectKind kind)
    {
        foreach (ref readonly Operation candidate in program.Body)
        {
            if (candidate.Kind == operation || (candidate.Kind == OperationKind.New && candidate.Shape.Kind == kind))
            {
                return true;
            }
        }

        return program.Finalizers.Any(finalizer => finalizer.Body.Any(o => o.Kind == operation || (o.Kind == OperationKind.New && o.Shape.Kind == kind)));
    }
}
