using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Who follows the references, and what each root is called.</summary>
public sealed partial class ModelHeap
{
    /// <summary>Who is told of references that change; null for nobody, which costs least.</summary>
    public IReferenceObserver? References { get; set; }

    /// <summary>Frames on the stack, the outermost included.</summary>
    public int Depth => _frames.Count;

    /// <summary>The root slot at a position: as it is named in its own frame, and that frame, 0 for the outermost.</summary>
    /// <returns>For a pending finalizer, <see cref="Root.None"/> and its place in the queue.</returns>
    public (Root Root, int Depth) SlotAt(int position)
    {
        if (position < _globals)
        {
            return (Root.Global(position), 0);
        }

        position -= _globals;
        return position < _pending.Count ? (Root.None, position) : LocalAt(_globals + position - _pending.Count);
    }

    private (Root Root, int Depth) LocalAt(int slot)
    {
        int depth = _frames.Count - 1;
        while (_frames[depth] > slot)
        {
            depth--;
        }

        return (Root.Local(slot - _frames[depth]), depth);
    }

    private void TellRoot(int slot, int value)
    {
        (Root root, int depth) = slot < _globals ? (Root.Global(slot), 0) : LocalAt(slot);
        References!.RootChanging(root, depth, _slots[slot], value);
    }
}
