using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F6 on the debug mode: of the objects that are kept only those are listed that have no raw words.</summary>
public sealed class SavedNotListed(ICollectorHost host) : CPythonScheme(host, UncollectableGarbage.Everything)
{
    /// <inheritdoc/>
    protected override void List(Address address)
    {
        if (Objects.HeaderOf(address).RawWords == 0)
        {
            base.List(address);
        }
    }
}
