using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// Keeps a mirror of a run by what the process tells of it: which allocations succeeded, which weak references were cleared, which
/// finalizers ran. It is no judge: where the subject errs, so does the mirror. Reusable.
/// </summary>
internal sealed class MirrorFollower : ObserverBase
{
    private readonly Stack<Operation> _interrupted = [];
    private MutatorProgram _program = null!;
    private Operation _allocating;
    private int _released;

    /// <summary>What the roots lead to as far as was told.</summary>
    public ProgramMirror Mirror { get; } = new();

    /// <summary>Whether a finalizer became pending or began since this was last set to false.</summary>
    public bool Finalized { get; set; }

    /// <summary>Whether objects may be left that the roots do not lead to.</summary>
    public bool MayHaveGarbage => Mirror.Allocated - _released > Mirror.CountReachable();

    /// <inheritdoc/>
    public override void Started(MutatorProgram program, Promises promises)
    {
        _program = program;
        _interrupted.Clear();
        _released = 0;
        Finalized = false;
        Mirror.Promises = promises;
        Mirror.Reset(program.Globals, program.Locals);
    }

    /// <inheritdoc/>
    public override void Executing(int index, in Operation primitive)
    {
        if (primitive.Kind is OperationKind.New or OperationKind.Weak or OperationKind.Ephemeron)
        {
            _allocating = primitive;
        }
        else
        {
            Mirror.Execute(primitive);
        }
    }

    /// <inheritdoc/>
    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state) => Mirror.Execute(_allocating);

    /// <inheritdoc/>
    public override void Refused(int words, int longestFreeRun) => Mirror.Execute(Operation.Clear(_allocating.RootAt(0)));

    /// <inheritdoc/>
    public override void Released(int number) => _released++;

    /// <inheritdoc/>
    public override void WeakCleared(int number) => Mirror.ClearWeak(number);

    /// <inheritdoc/>
    public override void FinalizerPending(int number) => Finalized = true;

    /// <inheritdoc/>
    public override void FinalizerStarted(int number)
    {
        Finalized = true;
        _interrupted.Push(_allocating);
        int finalizer = number <= Mirror.Allocated ? Mirror.ShapeOf(number).Finalizer : -1;
        Mirror.BeginFinalizer(number, finalizer >= 0 && finalizer < _program.Finalizers.Length ? _program.Finalizers[finalizer].Locals : 1);
    }

    /// <inheritdoc/>
    public override void FinalizerEnded()
    {
        Mirror.EndFinalizer();
        _allocating = _interrupted.Pop();
    }
}
