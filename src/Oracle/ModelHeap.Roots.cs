using System.Globalization;
using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>The roots, in the order in which they are shown: globals, pending finalizers, locals of the frames from the outermost.</summary>
public sealed partial class ModelHeap
{
    /// <summary>What is in the globals and in the locals of all frames.</summary>
    internal ReadOnlySpan<int> SlotRoots => _slots.AsSpan(0, _top);

    /// <summary>The objects whose finalizers are pending.</summary>
    internal ReadOnlySpan<int> PendingRoots => CollectionsMarshal.AsSpan(_pending);

    /// <summary>The object in the root slot at a position.</summary>
    public int RootAt(int position)
    {
        if (position < _globals || _pending.Count == 0)
        {
            return _slots[position];
        }

        position -= _globals;
        return position < _pending.Count ? _pending[position] : _slots[_globals + position - _pending.Count];
    }

    /// <summary>The root slot at a position, as a person would say it.</summary>
    public string NameOfRoot(int position)
    {
        if (position < _globals)
        {
            return new Root(~position).ToString();
        }

        position -= _globals;
        if (position < _pending.Count)
        {
            return "pending finalizer " + position.ToString(CultureInfo.InvariantCulture);
        }

        (Root local, int depth) = LocalAt(_globals + position - _pending.Count);
        string name = local.ToString();
        int outer = _frames.Count - 1 - depth;
        return outer == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} of the caller{(outer == 1 ? "" : $" {outer} frames up")}");
    }
}
