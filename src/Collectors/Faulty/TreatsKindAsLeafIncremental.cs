using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A4 on incremental mark-sweep: objects with raw words are taken for data.</summary>
public sealed class TreatsKindAsLeafIncremental(ICollectorHost host) : IncrementalMarkSweep(host)
{
    /// <inheritdoc/>
    protected override int FieldsOf(Header header) => header.RawWords > 0 ? 0 : base.FieldsOf(header);
}
