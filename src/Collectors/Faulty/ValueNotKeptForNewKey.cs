using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E9 on incremental mark-sweep: the value of an ephemeron that gets another key is not looked at again.</summary>
public sealed class ValueNotKeptForNewKey(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override void KeyChanges(Address ephemeron)
    {
    }
}
