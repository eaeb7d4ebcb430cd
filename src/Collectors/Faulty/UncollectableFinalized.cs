using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F9 on the treatment before PEP 442: a cycle on which only one object has a finalizer is finalized and freed, as PEP 442 has it.</summary>
public sealed class UncollectableFinalized(ICollectorHost host) : CPythonScheme(host, UncollectableGarbage.WithFinalizers)
{
    /// <inheritdoc/>
    protected override void FreeCollectable()
    {
        int finalizers = 0;
        for (Address address = Tracked.First(Unreachable); !address.IsNull; address = Tracked.Next(address))
        {
            finalizers += HasFinalizer(address) ? 1 : 0;
        }

        if (finalizers == 1)
        {
            FreeUnreachable();
        }
        else
        {
            base.FreeCollectable();
        }
    }
}
