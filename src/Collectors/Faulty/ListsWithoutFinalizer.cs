using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F8 on the treatment before PEP 442: what is kept for objects with finalizers is listed as well.</summary>
public sealed class ListsWithoutFinalizer(ICollectorHost host) : CPythonScheme(host, UncollectableGarbage.WithFinalizers)
{
    /// <inheritdoc/>
    protected override void ListUncollectable(int list)
    {
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
        {
            List(address);
        }
    }
}
