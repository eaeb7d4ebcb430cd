using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault G3 on semispace: an object's last word is not copied.</summary>
public sealed class CopiesOneWordShort(ICollectorHost host) : Semispace(host)
{
    /// <inheritdoc/>
    protected override void Copy(Address from, Address to, int words) => base.Copy(from, to, words - 1);
}
