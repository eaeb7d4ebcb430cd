using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// Writes primitive operations down as a process is given them, five integers each, with slots in the place of roots. Reusable.
/// </summary>
/// <param name="mirror">Knows which slots the roots mean.</param>
internal sealed class WireWriter(ProgramMirror mirror)
{
    /// <summary>Integers of one operation.</summary>
    public const int Stride = 5;

    private const int ContainerShift = 4, FinalizerShift = 12;

    private readonly List<int> _numbers = [];
    private Promises _promises = null!;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers);

    /// <summary>How many operations that is.</summary>
    public int Count => _numbers.Count / Stride;

    /// <summary>Forgets what was written; what follows is for a runtime with these promises.</summary>
    public void Begin(Promises promises)
    {
        _promises = promises;
        Clear();
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _numbers.Clear();

    /// <summary>Leaves the first operations only.</summary>
    public void Cut(int count) => _numbers.RemoveRange(count * Stride, _numbers.Count - (count * Stride));

    /// <summary>Writes a walk.</summary>
    public WireCode WriteWalk() => Put(WireCode.Walk, mirror.Top);

    /// <summary>Writes an operation, before the mirror executes it; 0 where there is nothing to be asked.</summary>
    public WireCode Write(in Operation o)
    {
        int a = Slot(o, 0), b = Slot(o, 1), c = Slot(o, 2);
        return o.Kind switch
        {
            OperationKind.New => PutIf(a, WireCode.New, o.B, o.C, KindOf(o.Shape)),
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
            OperationKind.Collect => Put(WireCode.Collect, o.A < _promises.Generations - 1 ? o.A : Operation.Full),
            OperationKind.Step when _promises.Incremental => Put(WireCode.Step, o.A),
            OperationKind.Enable or OperationKind.Disable when !_promises.Sight.HasFlag(Sight.Automatic) =>
                Put(WireCode.Automatic, o.Kind == OperationKind.Enable ? 1 : 0),
            OperationKind.Finalize when _promises.Finalizers => Put(WireCode.Finalize, 0),
            _ => default,
        };
    }

    private int KindOf(Shape shape) =>
        (int)shape.Kind
        | (_promises.Containers.Length > 1 ? shape.Container % _promises.Containers.Length << ContainerShift : 0)
        | (_promises.Finalizers && shape.Kind == ObjectKind.Finalizable ? (shape.Finalizer + 1) << FinalizerShift : 0);

    private WireCode WriteCall(in Operation call)
    {
        if (!mirror.HasRoom(call))
        {
            return default;
        }

        return Put(WireCode.Call, mirror.Top, Slot(call, 1), call.A > 1 ? Slot(call, 2) : 0, call.A > 2 ? Slot(call, 3) : 0);
    }

    private WireCode WriteReturn(in Operation operation)
    {
        if (mirror.Depth == 1)
        {
            return default;
        }

        int target = operation.PassesResult ? mirror.SlotInCaller(operation.A) : 0;
        return Put(WireCode.Return, target, Slot(operation, 1), mirror.FrameStart, mirror.Top - mirror.FrameStart);
    }

    private int Slot(in Operation operation, int position) =>
        (Operation.RootMask(operation.Kind) >> position & 1) == 0 ? 0 : mirror.SlotOf(operation.RootAt(position).Code);

    /// <summary>An operation whose first operand is a slot; without one nothing would happen.</summary>
    private WireCode PutIf(int slot, WireCode code, int b, int c = 0, int d = 0) => slot == 0 ? default : Put(code, slot, b, c, d);

    private WireCode Put(WireCode code, int a, int b = 0, int c = 0, int d = 0)
    {
        _numbers.AddRange([(int)code, a, b, c, d]);
        return code;
    }
}
