using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>One step of a run: a primitive operation, or a walk.</summary>
/// <param name="Index">The operation of the program that it belongs to.</param>
/// <param name="Primitive">The primitive operation.</param>
/// <param name="Code">What the process is asked to do; 0 where it is not asked, because nothing would happen.</param>
internal readonly record struct BatchStep(int Index, Operation Primitive, WireCode Code);

/// <summary>
/// A program as a process is given it: compound operations expanded, roots turned into slots, walks in their places, the epilogue
/// at its end. Reusable.
/// </summary>
internal sealed class Batch
{
    /// <summary>Integers of one operation.</summary>
    public const int Stride = 5;

    private readonly ProgramMirror _mirror = new();
    private readonly Expansion _expansion = new();
    private readonly List<BatchStep> _steps = [];
    private readonly List<int> _numbers = [];
    private bool _collectedFully;
    private long _credit;
    private long _lastVisited;

    private int _sent;
    private int _told;

    /// <summary>What is to be reported, in order.</summary>
    public ReadOnlySpan<BatchStep> Steps => CollectionsMarshal.AsSpan(_steps)[.._told];

    /// <summary>What is to be sent.</summary>
    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers)[..(_sent * Stride)];

    /// <summary>Operations to be sent.</summary>
    public int Sent => _sent;

    /// <summary>Slots that they need, slot 0 included.</summary>
    public int Slots => _mirror.Slots;

    /// <summary>Operations, and objects that walks visit.</summary>
    public long Work { get; private set; }

    /// <summary>Writes down a program.</summary>
    public void Prepare(MutatorProgram program, ObservationPlan plan, Promises promises)
    {
        _mirror.Reset(program);
        _steps.Clear();
        _numbers.Clear();
        _collectedFully = false;
        _credit = _lastVisited = Work = 0;
        ReadOnlySpan<Operation> body = program.Body;
        for (int i = 0; i < body.Length; i++)
        {
            AddExpanded(i, body[i]);
            AddWalkIfDue(i, plan);
        }

        for (int i = 0; i < promises.CollectionsToQuiescence; i++)
        {
            Add(body.Length, Operation.Collect());
        }

        if (plan.OperationsPerObject > 0)
        {
            AddWalk(body.Length);
        }

        Work += _steps.Count;
        Cut(_numbers.Count / Stride);
    }

    /// <summary>Leaves the first operations to be sent only, and what is to be reported of them; may be undone by a later call.</summary>
    public void Cut(int sent)
    {
        _sent = sent;
        _told = 0;
        for (int left = sent; _told < _steps.Count && left > 0; _told++)
        {
            left -= _steps[_told].Code == default ? 0 : 1;
        }

        _told = sent == _numbers.Count / Stride ? _steps.Count : _told;
    }

    private void AddExpanded(int index, in Operation operation)
    {
        if (!operation.IsCompound)
        {
            Add(index, operation);
            return;
        }

        foreach (ref readonly Operation primitive in _expansion.Expand(operation, _mirror))
        {
            Add(index, primitive);
        }
    }

    private void Add(int index, in Operation operation)
    {
        WireCode code = Write(operation);
        _mirror.Execute(operation);
        _collectedFully |= operation.Kind == OperationKind.Collect;
        _steps.Add(new BatchStep(index, operation, code));
    }

    private void AddWalkIfDue(int index, ObservationPlan plan)
    {
        if (plan.OperationsPerObject <= 0)
        {
            return;
        }

        _credit++;
        bool full = _collectedFully;
        if (plan.AfterEveryOperation || full || _credit > _lastVisited * plan.OperationsPerObject)
        {
            AddWalk(index);
            _collectedFully = false;
            _credit = full ? _credit : 0;
        }
    }

    private void AddWalk(int index)
    {
        _steps.Add(new BatchStep(index, default, Put(WireCode.Walk, _mirror.Top)));
        _lastVisited = _mirror.Top + _mirror.CountReachable();
        Work += _lastVisited;
    }

    private WireCode Write(in Operation o)
    {
        int a = Slot(o, 0), b = Slot(o, 1), c = Slot(o, 2);
        return o.Kind switch
        {
            OperationKind.New => PutIf(a, WireCode.New, o.B, o.C, (int)o.Shape.Kind),
            OperationKind.Assign => PutIf(a, WireCode.Assign, b),
            OperationKind.Clear => PutIf(a, WireCode.Assign, 0),
            OperationKind.Load => b == 0 ? default : Put(WireCode.Load, a, b, o.C),
            OperationKind.Store => PutIf(a, WireCode.Store, o.B, c),
            OperationKind.StoreNull => PutIf(a, WireCode.Store, o.B, 0),
            OperationKind.StoreRaw => PutIf(a, WireCode.StoreRaw, o.B, o.C, o.D),
            OperationKind.Move => PutIf(a, WireCode.Move, o.B, c, o.D),
            OperationKind.Blit => PutIf(a, WireCode.Blit, o.B, c, o.D),
            OperationKind.Call or OperationKind.ScratchCall => WriteCall(o),
            OperationKind.Return => WriteReturn(o),
            OperationKind.Weak => PutIf(a, WireCode.Weak, b),
            OperationKind.Deref => b == 0 ? default : Put(WireCode.Deref, a, b),
            OperationKind.Ephemeron => PutIf(a, WireCode.Ephemeron, b, c),
            OperationKind.Collect => Put(WireCode.Collect, Operation.Full),
            _ => default,
        };
    }

    private WireCode WriteCall(in Operation call)
    {
        if (!_mirror.HasRoom(call))
        {
            return default;
        }

        return Put(WireCode.Call, _mirror.Top, Slot(call, 1), call.A > 1 ? Slot(call, 2) : 0, call.A > 2 ? Slot(call, 3) : 0);
    }

    private WireCode WriteReturn(in Operation operation)
    {
        if (_mirror.Depth == 1)
        {
            return default;
        }

        int target = operation.PassesResult ? _mirror.SlotInCaller(operation.A) : 0;
        return Put(WireCode.Return, target, Slot(operation, 1), _mirror.FrameStart, _mirror.Top - _mirror.FrameStart);
    }

    private int Slot(in Operation operation, int position) =>
        (Operation.RootMask(operation.Kind) >> position & 1) == 0 ? 0 : _mirror.SlotOf(operation.RootAt(position).Code);

    /// <summary>An operation whose first operand is a slot; without one nothing would happen.</summary>
    private WireCode PutIf(int slot, WireCode code, int b, int c = 0, int d = 0) => slot == 0 ? default : Put(code, slot, b, c, d);

    private WireCode Put(WireCode code, int a, int b = 0, int c = 0, int d = 0)
    {
        _numbers.AddRange([(int)code, a, b, c, d]);
        return code;
    }
}
