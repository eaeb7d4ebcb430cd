using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F2 on cpython: objects with raw words are not known to have finalizers.</summary>
public sealed class NeverFinalizesCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override bool HasFinalizer(Address address) => base.HasFinalizer(address) && Objects.HeaderOf(address).RawWords == 0;
}
