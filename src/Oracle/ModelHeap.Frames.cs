using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Frames: calls, arguments, results.</summary>
public sealed partial class ModelHeap
{
    private void Call(in Operation operation, int capacity)
    {
        if (_top + operation.A > capacity)
        {
            return;
        }

        int first = HandleIn(operation.B), second = HandleIn(operation.C), third = HandleIn(operation.D);
        Push(operation.A);
        PassArgument(0, operation.B, first);
        PassArgument(1, operation.C, second);
        PassArgument(2, operation.D, third);
    }

    private void PassArgument(int position, int operand, int argument)
    {
        if (operand != Root.None.Code && position < _top - _frameStart)
        {
            SetRoot(_frameStart + position, argument);
        }
    }

    private void Return(in Operation operation)
    {
        if (_frames.Count <= _baseDepth)
        {
            return;
        }

        int result = HandleIn(operation.B);
        int calleeStart = _frameStart, top = _top;
        _frameStart = _frames[^2];
        _top = calleeStart;
        int target = operation.PassesResult ? SlotOf(operation.A) : -1;
        _frameStart = calleeStart;
        _top = top;
        SetRoot(target, result);
        Pop();
    }

    private void Push(int locals)
    {
        _frames.Add(_top);
        _frameStart = _top;
        Grow(_top + locals);
        _top += locals;
    }

    private void Pop()
    {
        for (int slot = _frameStart; slot < _top; slot++)
        {
            SetRoot(slot, 0);
        }

        _top = _frameStart;
        _frames.RemoveAt(_frames.Count - 1);
        _frameStart = _frames.Count > 0 ? _frames[^1] : _globals;
    }

    private void Grow(int slots)
    {
        if (slots > _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(slots, _slots.Length * 2));
        }

        _slots.AsSpan(_top, slots - _top).Clear();
    }
}
