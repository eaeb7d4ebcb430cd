using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Docs;

/// <summary>Semispace copying (Cheney 1970; Handbook ch. 4): the collector of docs/write-a-collector.md.</summary>
public class Semispace : ICollector
{
    private WordRange _from;
    private WordRange _to;
    private Address _free;
    private Tally _held;

    public Semispace(ICollectorHost host)
    {
        Host = host;
        int half = host.Area.Words / 2;
        _to = new(host.Area.Start, half);
        _from = new(host.Area.Start + half, half);
        _free = new(_to.Start);
    }

    public virtual Promises Promises => new() { UsableWords = _to.Words, Moves = true };

    protected ICollectorHost Host { get; }

    public virtual Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (words > _to.End - _free.Value && Host.AutomaticCollection)
        {
            Collect(CollectionReason.Exhaustion);
        }

        if (words > _to.End - _free.Value)
        {
            return Address.Null;
        }

        Address address = Claim(words);
        Host.Heap.Zero(address, words);
        Host.Objects.Initialise(address, shape);
        return address;
    }

    public void Collect(CollectionRequest request) => Collect(CollectionReason.Requested);

    protected void Collect(CollectionReason reason)
    {
        Tally before = _held;
        Flip();
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
        }

        for (var scan = new Address(_to.Start); scan < _free; scan += Host.Objects.HeaderOf(scan).Words)
        {
            Scan(scan);
        }

        ReleaseFromSpace(before.Words);
        var summary = new CollectionSummary { IsFull = true, Reason = reason };
        summary.Freed[0] = new Tally(before.Objects - _held.Objects, before.Words - _held.Words);
        Host.Collected(summary);
    }

    protected virtual void Visit(Address slot)
    {
        Address target = Host.Heap.ReadReference(slot);
        if (!target.IsNull)
        {
            Host.Heap.WriteReference(slot, Forward(target));
        }
    }

    protected virtual Address Forward(Address address)
    {
        Address forwarded = Address.FromWord(Host.Objects.CollectorWord(address));
        return forwarded.IsNull ? Copy(address) : forwarded;
    }

    protected virtual Address Copy(Address address)
    {
        int words = Host.Objects.HeaderOf(address).Words;
        Address copy = Claim(words);
        Host.Heap.CopyWords(address, copy, words);
        Host.Objects.SetCollectorWord(address, copy.ToWord());
        return copy;
    }

    protected virtual void Scan(Address address)
    {
        int fields = Host.Objects.HeaderOf(address).Fields;
        for (int i = 0; i < fields; i++)
        {
            Visit(ObjectModel.FieldSlot(address, i));
        }
    }

    protected virtual void ReleaseFromSpace(int words)
    {
        if (words > 0)
        {
            Host.Heap.Release(new(_from.Start), words);
        }
    }

    protected Address Claim(int words)
    {
        Address address = _free;
        Host.Heap.ClaimObject(address, words);
        _free += words;
        _held += new Tally(1, words);
        return address;
    }

    private void Flip()
    {
        (_from, _to) = (_to, _from);
        _free = new(_to.Start);
        _held = default;
    }
}
