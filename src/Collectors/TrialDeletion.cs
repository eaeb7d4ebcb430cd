using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Reference counting with synchronous cycle collection (Bacon and Rajan 2001; Handbook 5.5, partial tracing): an object whose count falls,
/// but not to zero, may have become a garbage cycle, and is buffered. A collection takes the references within what the buffered objects
/// reach away, on trial; what has none left is garbage, and to what is held from outside they are given back. All three passes go over all
/// buffered objects before the next begins, so the cost is linear. Collects when so many words were allocated, and when an allocation does
/// not fit.
/// </summary>
public partial class TrialDeletion : ReferenceCounting
{
    private const int ThresholdWords = 512;

    private readonly Pacer _pacer;

    /// <summary>Over a host's area.</summary>
    public TrialDeletion(ICollectorHost host)
        : base(host, PromisesOver(host) with
        {
            Completeness = Completeness.Complete,
            Thresholds = [new(ThresholdUnit.AllocatedWords, ThresholdWords)],
        })
    {
        PossibleRoots = new ObjectBuffer(Objects);
        _pacer = new Pacer(host, Promises.Thresholds);
    }

    /// <summary>Objects on which a garbage cycle may have come to be: purple ones, and some that were referred to again since.</summary>
    protected ObjectBuffer PossibleRoots { get; }

    /// <inheritdoc/>
    public override Address Allocate(Shape shape)
    {
        if (_pacer.Due() >= 0)
        {
            Collect(CollectionReason.Threshold);
        }

        Address address = base.Allocate(shape);
        if (address.IsNull && Host.AutomaticCollection)
        {
            Collect(CollectionReason.Exhaustion);
            address = base.Allocate(shape);
        }

        if (!address.IsNull)
        {
            _pacer.Allocated(ObjectModel.WordsOf(shape));
        }

        return address;
    }

    /// <inheritdoc/>
    public override void Collect(CollectionRequest request) => Collect(CollectionReason.Requested);

    /// <summary>Counts a reference to an object, which is in use then.</summary>
    protected override void Increment(Address address)
    {
        if (!address.IsNull)
        {
            Objects.SetCollectorWord(address, CountWord.Paint(Objects.CollectorWord(address) + 1, CountWord.Black));
        }
    }

    /// <inheritdoc/>
    protected override void DropCount(Address address)
    {
        if (address.IsNull)
        {
            return;
        }

        ulong word = Objects.CollectorWord(address) - 1;
        if (CountWord.CountOf(word) == 0)
        {
            Objects.SetCollectorWord(address, word);
            FreeLater(address);
        }
        else
        {
            PossibleRoot(address, word);
        }
    }

    /// <summary>Notes, once, that a garbage cycle may have come to be.</summary>
    /// <param name="address">An object whose count fell, but not to zero.</param>
    /// <param name="word">Its collector's word, yet to be written.</param>
    protected virtual void PossibleRoot(Address address, ulong word)
    {
        if (!ObjectBuffer.Holds(word))
        {
            word = PossibleRoots.Add(address, word);
        }

        Objects.SetCollectorWord(address, CountWord.Paint(word, CountWord.Purple));
    }

    /// <summary>
    /// Frees an object whose count is zero. In the paper it waits in the buffer, if it is there; here it does not, so that all garbage that
    /// counting can tell goes at once.
    /// </summary>
    protected override void Free(Address address)
    {
        Unbuffer(address);
        base.Free(address);
    }

    /// <summary>Takes an object out of the buffer, if it is there.</summary>
    protected virtual void Unbuffer(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        if (ObjectBuffer.Holds(word))
        {
            Objects.SetCollectorWord(address, PossibleRoots.Remove(word));
        }
    }

    private void Collect(CollectionReason reason)
    {
        MarkRoots();
        ScanRoots();
        CollectRoots();
        _pacer.Collected(0);
        Report(reason);
    }
}
