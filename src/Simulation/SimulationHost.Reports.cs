using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>What the host reports of objects: releases and moves from the heap's change log, weak references cleared, colours and ages.</summary>
internal sealed partial class SimulationHost
{
    /// <summary>Reports the objects that were moved, and those of which no copy is left, from the heap's change log.</summary>
    public void Flush()
    {
        ChangeLog changes = Heap.Changes;
        if (!changes.IsEmpty)
        {
            Flush(changes);
        }
    }

    /// <summary>Reports releases and, first told here, the weak references that are clear by now.</summary>
    public void FlushWithWeak()
    {
        Flush();
        if (!Weak.IsEmpty)
        {
            Weak.Report(this);
        }
    }

    private void Flush(ChangeLog changes)
    {
        bool referents = false;
        foreach (Address start in changes.ClaimedStarts)
        {
            if (Heap.IsObjectStart(start) && Heap.TakeFresh(start))
            {
                int number = NumberAt(new Header(Heap.Peek(start)), start);
                _locations[number] = start;
                if (_copies[number]++ > 0)
                {
                    Observer.Relocated(number, start.Value);
                }
            }
        }

        foreach (int number in changes.ReleasedNumbers)
        {
            if (number == 0 || number > Objects.NextNumber || number >= _copies.Length || _copies[number] == 0)
            {
                throw Fault(FaultKind.BadHeader, Address.Null, "an object was released whose header had been overwritten");
            }

            if (--_copies[number] == 0)
            {
                referents |= Weak.IsReferent(number);
                Unpin(number);
                Observer.Released(number);
            }
        }

        changes.Clear();
        if (referents)
        {
            Weak.Report(this);
        }
    }

    private int NumberAt(Header header, Address start)
    {
        int number = header.Number;
        if (!header.IsObject || number == 0 || number > Objects.NextNumber)
        {
            throw NoHeader(start);
        }

        if (number >= _copies.Length)
        {
            Array.Resize(ref _copies, Math.Max(number + 1, _copies.Length * 2));
            Array.Resize(ref _locations, _copies.Length);
        }

        return number;
    }

    private HeapFaultException NoHeader(Address start) =>
        Fault(FaultKind.BadHeader, start, $"{start}: the words are claimed for an object, but hold no header");

    private void ReportCondemned()
    {
        int kept = 0;
        for (int i = 0; i < _coloured.Count; i++)
        {
            int number = _coloured[i];
            if (IsPresent(number))
            {
                _coloured[kept++] = number;
                if (Collector.Describe(_locations[number]).Colour == Colour.White)
                {
                    Observer.Condemned(number);
                }
            }
        }

        _coloured.RemoveRange(kept, _coloured.Count - kept);
    }

    private void Track(int number, int generation)
    {
        if (generation >= 0 && generation < _promises.Generations - 1)
        {
            _young[generation].Add(number);
        }
    }

    private void ReportAges(int oldest)
    {
        for (int generation = Math.Min(oldest, _promises.Generations - 2); generation >= 0; generation--)
        {
            List<int> members = _young[generation];
            int kept = 0;
            for (int i = 0; i < members.Count; i++)
            {
                int number = members[i];
                if (!IsPresent(number))
                {
                    continue;
                }

                ObjectState state = Collector.Describe(_locations[number]);
                Observer.Aged(number, state);
                if (state.Generation == generation)
                {
                    members[kept++] = number;
                }
                else
                {
                    Track(number, state.Generation);
                }
            }

            members.RemoveRange(kept, members.Count - kept);
        }
    }
}
