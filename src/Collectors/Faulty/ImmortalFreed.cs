using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault Q2 on semispace: immortal objects are allocated among those that die.</summary>
public sealed class ImmortalFreed(ICollectorHost host) : Semispace(host)
{
    /// <inheritdoc/>
    protected override bool IsImmortal(ObjectKind kind) => false;
}
