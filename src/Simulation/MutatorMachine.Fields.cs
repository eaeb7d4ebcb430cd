using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>Loads and stores of fields, with their barriers.</summary>
internal partial class MutatorMachine
{
    /// <summary>A store that a bulk copy of fields makes: like any other, it has its barrier.</summary>
    protected virtual void StoreInBulk(Address holder, int field, Address value) => StoreField(holder, field, value);

    /// <summary>Stores without a barrier, which no correct mutator does.</summary>
    protected void StoreUnannounced(Address holder, int field, Address value)
    {
        _heap.WriteReference(ObjectModel.FieldSlot(holder, field), value);
        NoteWeakStore(holder, field, value);
    }

    private void StoreField(Address holder, int field, Address value)
    {
        Address slot = ObjectModel.FieldSlot(holder, field);
        (bool, bool) outer = EnterBarrier();
        _collector.WriteBarrier(holder, slot, value);
        LeaveBarrier(outer);
        _heap.WriteReference(slot, value);
        NoteWeakStore(holder, field, value);
    }

    private void NoteWeakStore(Address holder, int field, Address value)
    {
        if (field != 0 || !(_weakReferences | _ephemerons))
        {
            return;
        }

        var header = new Header(_heap.Peek(holder));
        if (header.Kind switch { ObjectKind.Weak => _weakReferences, ObjectKind.Ephemeron => _ephemerons, _ => false })
        {
            _host.Weak.Store(header.Number, Math.Max(0, HeapWalker.NumberOf(_heap, _collector, value)));
        }
    }

    private Address LoadField(Address holder, Header header, int field)
    {
        Address slot = ObjectModel.FieldSlot(holder, field);
        Address loaded = _heap.ReadReference(slot);
        if (!loaded.IsNull)
        {
            InCollector = true;
            loaded = _collector.ReadBarrier(slot, loaded, header.Kind != ObjectKind.Plain && header.Shape.IsWeakField(field));
            InCollector = false;
        }

        _observer.Loaded(HeapWalker.NumberOf(_heap, _collector, loaded));
        return loaded;
    }

    // A barrier may make a finalizer pending, which stores into a root, which has a barrier.
    private (bool InCollector, bool InBarrier) EnterBarrier()
    {
        (bool, bool) outer = (InCollector, _inBarrier);
        InCollector = true;
        _inBarrier = true;
        return outer;
    }

    private void LeaveBarrier((bool InCollector, bool InBarrier) outer) => (InCollector, _inBarrier) = outer;

    private Header HeaderOf(Address address) => _host.Objects.HeaderOf(address);

    private void Load(Address target, Address holder, int field)
    {
        if (!holder.IsNull && HeaderOf(holder) is { Fields: > 0 } header)
        {
            SetRoot(target, LoadField(holder, header, Within(field, header.Fields)));
        }
    }

    private void Store(Address holder, int field, Address value)
    {
        if (!holder.IsNull && HeaderOf(holder) is { Fields: > 0 } header)
        {
            StoreField(holder, Within(field, header.Fields), value);
        }
    }

    private void StoreRaw(Address holder, int index, long value)
    {
        if (!holder.IsNull && HeaderOf(holder) is { RawWords: > 0 } header)
        {
            _heap.Write(ObjectModel.RawSlot(holder, header, Within(index, header.RawWords)), unchecked((ulong)value));
        }
    }

    private void Move(in Operation operation)
    {
        Address source = ReadRoot(SlotOf(operation.A)), target = ReadRoot(SlotOf(operation.C));
        if (source.IsNull || target.IsNull)
        {
            return;
        }

        Header from = HeaderOf(source), to = HeaderOf(target);
        if (from.Fields > 0 && to.Fields > 0)
        {
            int field = Within(operation.B, from.Fields);
            Address value = LoadField(source, from, field);
            StoreField(target, Within(operation.D, to.Fields), value);
            StoreField(source, field, Address.Null);
        }
    }

    private void Blit(in Operation operation)
    {
        Address source = ReadRoot(SlotOf(operation.A)), target = ReadRoot(SlotOf(operation.C));
        if (source.IsNull || target.IsNull)
        {
            return;
        }

        Header from = HeaderOf(source), to = HeaderOf(target);
        if (from.Fields > 0 && to.Fields > 0)
        {
            int first = Within(operation.B, from.Fields), into = Within(operation.BlitField, to.Fields);
            int count = Math.Min(operation.BlitCount, Math.Min(from.Fields - first, to.Fields - into));
            for (int i = 0; i < count; i++)
            {
                StoreInBulk(target, into + i, LoadField(source, from, first + i));
            }
        }
    }
}
