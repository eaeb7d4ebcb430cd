using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Incremental mark-sweep with an insertion barrier (Dijkstra, Lamport, Martin, Scholten and Steffens 1978; Handbook ch. 15): what the
/// mutator stores into an object while marking is shaded, so that no black object ever refers to a white one. Roots have no barrier: the
/// mutator is grey, and its roots are scanned whenever nothing is grey, until that finds nothing. New objects are black, as Dijkstra's are
/// shaded when they are linked, so each such scan that finds something leaves fewer white objects, and marking ends whatever the mutator
/// does. So what is loaded through a weak reference needs no barrier: it is found in a root, or was stored. A weak store is a store.
/// </summary>
public class IncrementalMarkSweep : TricolourMarkSweep
{
    // In one slice the roots can be scanned three times: to find the last white objects, to find no more, and again when finalizers are pending.
    private const int AccessesPerRoot = 9;

    /// <summary>Over a host's area, with its own treatment of weak references and finalizers or the one given.</summary>
    public IncrementalMarkSweep(ICollectorHost host, ReferenceProcessor? references = null)
        : base(host, references) => Promises = CommonPromises with
        {
            StrongInvariant = true,
            StepWork = SliceWork(AccessesPerRoot),
            AllocationWork = AllocationWork(AccessesPerRoot),
        };

    /// <inheritdoc/>
    public override Promises Promises { get; }

    /// <inheritdoc/>
    public override void WriteBarrier(Address holder, Address slot, Address value)
    {
        if (Phase == CyclePhase.Marking)
        {
            Shade(value);
            if (EphemeronField(holder, slot) == 0)
            {
                KeyChanges(holder);
            }
        }
    }

    /// <summary>An ephemeron gets another key, which is alive: its value is, too.</summary>
    protected virtual void KeyChanges(Address ephemeron) => Visit(ObjectModel.FieldSlot(ephemeron, 1));

    /// <inheritdoc/>
    protected override void LookAgain() => ScanRoots();
}
