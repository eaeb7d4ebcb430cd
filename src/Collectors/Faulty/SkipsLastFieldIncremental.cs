using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on incremental mark-sweep: the last field of an object is not visited.</summary>
public sealed class SkipsLastFieldIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override int FieldsOf(Header header) => Math.Max(0, header.Fields - 1);
}
