using GcVerify.Heap;
using GcVerify.Mutator;

namespace YourProject;

/// <summary>A collector to start from: it copies what is reachable from one half of the heap to the other, and releases the first.</summary>
public sealed class YourCollector : ICollector
{
    private readonly ICollectorHost _host;
    private WordRange _from;
    private WordRange _to;
    private Address _free;
    private Tally _held;

    public YourCollector(ICollectorHost host)
    {
        _host = host;
        int half = host.Area.Words / 2;
        _to = new(host.Area.Start, half);
        _from = new(host.Area.Start + half, half);
        _free = new(_to.Start);
    }

    public Promises Promises => new() { UsableWords = _to.Words, Moves = true };

    public Address Allocate(Shape shape)
    {
        int words = ObjectModel.WordsOf(shape);
        if (!Fits(words) && _host.AutomaticCollection)
        {
            Collect(CollectionReason.Exhaustion);
        }

        if (!Fits(words))
        {
            return Address.Null;
        }

        Address address = Claim(words);
        _host.Heap.Zero(address, words);
        _host.Objects.Initialise(address, shape);
        return address;
    }

    public void Collect(CollectionRequest request) => Collect(CollectionReason.Requested);

    private void Collect(CollectionReason reason)
    {
        Tally before = _held;
        (_from, _to) = (_to, _from);
        _free = new(_to.Start);
        _held = default;

        for (int i = 0; i < _host.Roots.Count; i++)
        {
            Visit(_host.Roots[i]);
        }

        for (var scan = new Address(_to.Start); scan < _free; scan += _host.Objects.HeaderOf(scan).Words)
        {
            for (int i = 0; i < _host.Objects.HeaderOf(scan).Fields; i++)
            {
                Visit(ObjectModel.FieldSlot(scan, i));
            }
        }

        if (before.Words > 0)
        {
            _host.Heap.Release(new(_from.Start), before.Words);
        }

        var summary = new CollectionSummary { IsFull = true, Reason = reason };
        summary.Freed[0] = new Tally(before.Objects - _held.Objects, before.Words - _held.Words);
        _host.Collected(summary);
    }

    private void Visit(Address slot)
    {
        Address target = _host.Heap.ReadReference(slot);
        if (!target.IsNull)
        {
            Address forwarded = Address.FromWord(_host.Objects.CollectorWord(target));
            _host.Heap.WriteReference(slot, forwarded.IsNull ? Copy(target) : forwarded);
        }
    }

    private Address Copy(Address address)
    {
        int words = _host.Objects.HeaderOf(address).Words;
        Address copy = Claim(words);
        _host.Heap.CopyWords(address, copy, words);
        _host.Objects.SetCollectorWord(address, copy.ToWord());
        return copy;
    }

    private bool Fits(int words) => words <= _to.End - _free.Value;

    private Address Claim(int words)
    {
        Address address = _free;
        _host.Heap.ClaimObject(address, words);
        _free += words;
        _held += new Tally(1, words);
        return address;
    }
}
