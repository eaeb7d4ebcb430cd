using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Incremental mark-sweep with a deletion barrier (Yuasa 1990; Handbook 15.5, 16.5): a cycle marks what was reachable when it began. The
/// roots are scanned at once at the beginning; the reference that a store is to overwrite while marking is shaded, so that no path of that
/// time is lost. New objects are black. So the mutator, which can get hold only of what was reachable then and of what is new, is black:
/// the roots need no barrier and are not scanned again. Weak references are the exception, by which it gets hold of what was not: what is
/// loaded through one while marking is shaded.
/// </summary>
public class SnapshotMarkSweep : TricolourMarkSweep
{
    private const int AccessesPerRoot = 6;

    private readonly OverwrittenValues _overwritten = new();

    /// <summary>Over a host's area, with its own treatment of weak references and finalizers or the one given.</summary>
    public SnapshotMarkSweep(ICollectorHost host, ReferenceProcessor? references = null)
        : base(host, references) => Promises = CommonPromises with
        {
            Snapshot = true,
            StepWork = SliceWork(AccessesPerRoot),
            AllocationWork = AllocationWork(AccessesPerRoot),
        };

    /// <inheritdoc/>
    public override Promises Promises { get; }

    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (Phase != CyclePhase.Marking || IsWeakReference(holder, slot))
        {
            return;
        }

        switch (EphemeronField(holder, slot))
        {
            case 0: KeyChanges(holder); break;
            case 1: ValueChanges(holder, slot); break;
            default: Visit(slot); break;
        }
    }

    /// <inheritdoc/>
    public override Address ReadBarrier(Address slot, Address loaded, bool weak)
    {
        if (weak && Phase == CyclePhase.Marking)
        {
            Shade(loaded);
        }

        return loaded;
    }

    /// <summary>The old key was held by others or not at all. The new one is alive, and so is the value.</summary>
    protected virtual void KeyChanges(Address ephemeron) => Visit(ObjectModel.FieldSlot(ephemeron, 1));

    /// <summary>The old value was alive when the cycle began if the key was, which may still have to be found out.</summary>
    protected virtual void ValueChanges(Address ephemeron, Address slot)
    {
        Address key = Heap.ReadReference(ObjectModel.FieldSlot(ephemeron, 0));
        if (key.IsNull || IsLive(key))
        {
            Visit(slot);
        }
        else if (Heap.ReadReference(slot) is { IsNull: false } value)
        {
            _overwritten.Await(key, value);
        }
    }

    /// <inheritdoc/>
    protected override void BeginMarking()
    {
        _overwritten.Clear();
        ScanRoots();
    }

    /// <inheritdoc/>
    protected override void Reached(Address address)
    {
        base.Reached(address);
        _overwritten.Reached(address);
    }

    /// <inheritdoc/>
    protected override bool VisitNextReady()
    {
        Address value = _overwritten.Take();
        Shade(value);
        return !value.IsNull || base.VisitNextReady();
    }

    /// <summary>Keys that are reached from here on are so by what is pending: the snapshot did not.</summary>
    protected override void ReferencesProcessed() => _overwritten.Clear();

    private bool IsWeakReference(Address holder, Address slot) =>
        slot == ObjectModel.FieldSlot(holder, 0) && Objects.HeaderOf(holder).Kind == ObjectKind.Weak;
}
