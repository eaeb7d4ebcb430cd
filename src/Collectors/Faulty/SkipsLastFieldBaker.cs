using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A3 on Baker's collector: the last field of a copy is not updated.</summary>
public sealed class SkipsLastFieldBaker(ICollectorHost host) : BakerCopying(host)
{
    /// <inheritdoc/>
    protected override int FieldsOf(Header header) => Math.Max(0, header.Fields - 1);
}
