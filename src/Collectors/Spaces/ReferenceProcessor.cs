using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// What a tracing collector does between tracing and freeing (Handbook ch. 12): weak references to the dead are cleared, the finalizers of the dead become pending, what they reach is
/// traced, and weak references discovered by that are cleared. Objects with finalizers are registered at their allocation, in lists of the collector's own, off the
/// heap, that keep nothing alive; those of young objects have a list of their own where that pays.
/// </summary>
/// <param name="host">Who keeps what is pending.</param>
/// <param name="isOld">Whether an object belongs to a generation that minor collections leave alone; null without generations.</param>
public class ReferenceProcessor(ICollectorHost host, Predicate<Address>? isOld = null) : WeakProcessor(host.Heap)
{
    private readonly AddressStack _young = new();
    private readonly AddressStack _old = new();
    private readonly AddressStack _due = new();

    /// <summary>The host.</summary>
    protected ICollectorHost Host => host;

    /// <summary>Registers a new object, if it has a finalizer.</summary>
    public void Register(Address address, Shape shape)
    {
        if (shape.Kind == ObjectKind.Finalizable)
        {
            Add(address);
        }
    }

    /// <summary>To be called when tracing is done. Then what is not live is to be freed.</summary>
    /// <param name="tracer">The trace.</param>
    /// <param name="young">Only young objects were traced.</param>
    public virtual void Process(ITracer tracer, bool young = false)
    {
        if (ProcessDead(tracer, young))
        {
            ClearDead(tracer);
        }
    }

    /// <summary>
    /// The first part of that, for tracers that work in slices: returns whether finalizers have become pending, and so whether what they reach is to be traced, and then
    /// <see cref="WeakProcessor.ClearDead"/> called again.
    /// </summary>
    public virtual bool ProcessDead(ITracer tracer, bool young = false)
    {
        ClearDead(tracer);
        bool any = EnqueueDead(tracer, young);
        if (any)
        {
            KeepPending(tracer);
        }

        return any;
    }

    /// <summary>Registered objects are about to move: from here on they are known where they are going. For collectors that decide on that after tracing.</summary>
    public void Follow(ITracer tracer)
    {
        Follow(_old, tracer);
        Follow(_young, tracer);
    }

    /// <summary>Whether the finalizer of a registered object is due.</summary>
    protected virtual bool IsDue(Address address, ITracer tracer) => !tracer.IsLive(address);

    /// <summary>Makes the finalizer of a dead object pending.</summary>
    protected virtual void Enqueue(Address address) => host.EnqueueFinalizer(address);

    /// <summary>Traces what the pending finalizers reach.</summary>
    protected virtual void KeepPending(ITracer tracer)
    {
        WordRange pending = host.Roots.Pending;
        for (int slot = pending.Start; slot < pending.End; slot++)
        {
            tracer.Visit(new(slot));
        }

        tracer.Drain();
    }

    /// <summary>Registers an object that has a finalizer.</summary>
    protected void Add(Address address) => (isOld is not null && !isOld(address) ? _young : _old).Push(address);

    private static void Follow(AddressStack registered, ITracer tracer)
    {
        for (int i = 0; i < registered.Count; i++)
        {
            registered[i] = tracer.Current(registered[i]);
        }
    }

    private bool EnqueueDead(ITracer tracer, bool young)
    {
        if (!young)
        {
            TakeDue(_old, tracer);
        }

        TakeDue(_young, tracer);
        bool any = _due.Count > 0;
        for (int i = 0; i < _due.Count; i++)
        {
            Enqueue(_due[i]);
        }

        _due.Truncate(0);
        return any;
    }

    private void TakeDue(AddressStack registered, ITracer tracer)
    {
        int kept = 0;
        for (int i = 0; i < registered.Count; i++)
        {
            Address address = registered[i];
            if (IsDue(address, tracer))
            {
                _due.Push(address);
                continue;
            }

            Address now = tracer.Current(address);
            if (ReferenceEquals(registered, _young) && isOld!(now))
            {
                _old.Push(now);
            }
            else
            {
                registered[kept++] = now;
            }
        }

        registered.Truncate(kept);
    }
}
