using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F6 on the treatment before PEP 442: cycles with finalizers are kept, but nobody is told.</summary>
public sealed class UncollectableNotListed(ICollectorHost host) : CPythonScheme(host, UncollectableGarbage.WithFinalizers)
{
    /// <inheritdoc/>
    protected override void List(Address address)
    {
    }
}
