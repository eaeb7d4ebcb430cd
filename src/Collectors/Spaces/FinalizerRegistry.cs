using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// The objects whose finalizers have not been found due, in the order of their allocation (Handbook 12.1). The list is the collector's own, off the heap; its entries keep nothing
/// alive.
/// </summary>
public sealed class FinalizerRegistry
{
    private readonly AddressStack _registered = new();
    private readonly AddressStack _due = new();

    /// <summary>Enters a new object, if it has a finalizer.</summary>
    public void Register(Address address, Shape shape)
    {
        if (shape.Kind == ObjectKind.Finalizable)
        {
            _registered.Push(address);
        }
    }

    /// <summary>Enters an object whose finalizer is known not to be due.</summary>
    public void Add(Address address) => _registered.Push(address);

    /// <summary>
    /// Takes out what is dead and makes its finalizers pending; the rest is updated to where it is now. To be called when weak references to the dead are cleared. The pending
    /// roots are not visited. Returns whether there were any.
    /// </summary>
    /// <param name="host">Who keeps the pending ones.</param>
    /// <param name="tracer">Who knows what is dead.</param>
    /// <param name="outgrown">Where those go of which <paramref name="isOutgrown"/> holds, of a registry of young objects.</param>
    /// <param name="isOutgrown">Whether the object at an address belongs to the other registry by now.</param>
    public bool EnqueueDead(ICollectorHost host, ITracer tracer, FinalizerRegistry? outgrown = null, Predicate<Address>? isOutgrown = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(tracer);
        int kept = 0;
        for (int i = 0; i < _registered.Count; i++)
        {
            Address address = _registered[i];
            if (!tracer.IsLive(address))
            {
                _due.Push(address);
                continue;
            }

            Address now = tracer.Current(address);
            if (outgrown is not null && isOutgrown!(now))
            {
                outgrown.Add(now);
            }
            else
            {
                _registered[kept++] = now;
            }
        }

        _registered.Truncate(kept);
        return Enqueue(host);
    }

    private bool Enqueue(ICollectorHost host)
    {
        for (int i = 0; i < _due.Count; i++)
        {
            host.EnqueueFinalizer(_due[i]);
        }

        bool any = _due.Count > 0;
        _due.Truncate(0);
        return any;
    }
}
