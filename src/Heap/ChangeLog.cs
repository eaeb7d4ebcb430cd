using System.Runtime.InteropServices;

namespace GcVerify.Heap;

/// <summary>
/// What has begun and ended in the heap since the log was last cleared: starts of objects that were claimed, and numbers of objects
/// that were released (of a copy that lived within this time, neither). It lets an observer follow every object at a cost per change.
/// </summary>
public sealed class ChangeLog
{
    private readonly List<Address> _claimed = [];
    private readonly List<int> _released = [];

    /// <summary>Where objects were claimed; valid until the heap changes.</summary>
    public ReadOnlySpan<Address> ClaimedStarts => CollectionsMarshal.AsSpan(_claimed);

    /// <summary>The numbers of objects that were released, as their headers had them then; valid until the heap changes.</summary>
    public ReadOnlySpan<int> ReleasedNumbers => CollectionsMarshal.AsSpan(_released);

    /// <summary>Whether nothing is logged.</summary>
    public bool IsEmpty => _claimed.Count == 0 && _released.Count == 0;

    internal void Claimed(Address start) => _claimed.Add(start);

    internal void Released(int number) => _released.Add(number);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _claimed.Clear();
        _released.Clear();
    }
}
