using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Incremental mark-sweep with an insertion barrier (Dijkstra, Lamport, Martin, Scholten and Steffens 1978; Handbook ch. 15): what the
/// mutator stores into an object while marking is shaded, so that no black object ever refers to a white one. Roots have no barrier: the
/// mutator is grey, and its roots are scanned whenever nothing is grey, until that finds nothing. New objects are black, as Dijkstra's are
/// shaded when they are linked, so each such scan that finds something leaves fewer white objects, and marking ends whatever the mutator
/// does.
/// </summary>
public class IncrementalMarkSweep : TricolourMarkSweep
{
    // In one slice the roots can be scanned twice: to find the last white objects, and to find no more.
    private const int AccessesPerRoot = 6;

    /// <summary>Over a host's area.</summary>
    public IncrementalMarkSweep(ICollectorHost host)
        : base(host) => Promises = CommonPromises with
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
        }
    }

    /// <inheritdoc/>
    protected override void LookAgain() => ScanRoots();
}
