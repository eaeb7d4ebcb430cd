using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>Frames: runs of root slots that calls push and returns pop.</summary>
internal partial class MutatorMachine
{
    private void Call(in Operation operation, int capacity)
    {
        int locals = operation.A;
        if (_roots.Locals.Words + locals > capacity)
        {
            return;
        }

        Address first = ReadRoot(SlotOf(operation.B)), second = ReadRoot(SlotOf(operation.C)), third = ReadRoot(SlotOf(operation.D));
        _roots.Push(locals);
        FrameChanged();
        PassArgument(0, operation.B, first);
        PassArgument(1, operation.C, second);
        PassArgument(2, operation.D, third);
    }

    private void PassArgument(int position, int operand, Address argument)
    {
        if (operand != Root.None.Code && position < _frameWords)
        {
            SetRoot(new(_frameStart + position), argument);
        }
    }

    private void Return(in Operation operation)
    {
        if (_roots.Depth <= _baseDepth)
        {
            return;
        }

        Address result = operation.B == Root.None.Code ? Address.Null : ReadRoot(SlotOf(operation.B));
        WordRange caller = _roots.CallerFrame;
        _frameStart = caller.Start;
        _frameWords = caller.Words;
        if (operation.PassesResult)
        {
            SetRoot(SlotOf(operation.A), result);
        }

        PopFrame();
    }

    /// <summary>Clears each local of the current frame through the barrier, then pops it.</summary>
    private void PopFrame()
    {
        WordRange frame = _roots.Frame;
        for (int slot = frame.Start; slot < frame.End; slot++)
        {
            SetRoot(new(slot), Address.Null);
        }

        _roots.Pop();
        FrameChanged();
    }

    private void FrameChanged()
    {
        WordRange frame = _roots.Frame;
        _frameStart = frame.Start;
        _frameWords = frame.Words;
    }
}
