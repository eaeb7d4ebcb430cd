using System.Globalization;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>Allocation, and what it asks of the collector.</summary>
internal partial class MutatorMachine
{
    private void New(Address target, Shape shape)
    {
        if (!target.IsNull)
        {
            SetRoot(target, Allocate(shape));
        }
    }

    private void NewWeak(in Operation operation)
    {
        Address referent = SlotOf(operation.B);
        if (ReadRoot(referent).IsNull || SlotOf(operation.A).IsNull)
        {
            return;
        }

        Address address = Allocate(Shape.WeakReference);
        if (!address.IsNull)
        {
            StoreField(address, 0, ReadRoot(referent));
        }

        SetRoot(SlotOf(operation.A), address);
    }

    private void NewEphemeron(in Operation operation)
    {
        Address key = SlotOf(operation.B);
        if (ReadRoot(key).IsNull || SlotOf(operation.A).IsNull)
        {
            return;
        }

        Address address = Allocate(Shape.KeyAndValue);
        if (!address.IsNull)
        {
            StoreField(address, 0, ReadRoot(key));
            StoreField(address, 1, ReadRoot(SlotOf(operation.C)));
        }

        SetRoot(SlotOf(operation.A), address);
    }

    private void Deref(in Operation operation)
    {
        Address source = ReadRoot(SlotOf(operation.B));
        if (source.IsNull)
        {
            return;
        }

        Header header = HeaderOf(source);
        if (header.Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            SetRoot(SlotOf(operation.A), LoadField(source, header, header.Kind == ObjectKind.Weak ? 0 : 1));
        }
    }

    /// <summary>The safepoint of an allocation; what it returns is not rooted yet.</summary>
    private Address Allocate(Shape shape)
    {
        long before = AccessesWithoutFinalizers;
        InCollector = true;
        Address address = _collector.Allocate(shape);
        InCollector = false;
        long accesses = AccessesWithoutFinalizers - before;
        _host.Flush();
        _observer.Paused(accesses);
        int words = ObjectModel.WordsOf(shape);
        if (address.IsNull)
        {
            _observer.Refused(words, _heap.LongestFreeRun(_collector.Promises.FitSpace, _collector.Promises.ReleaseGranule));
            return address;
        }

        CheckAllocated(address, shape);
        bool zeroed = IsZeroed(address, words);
        ObjectState state = _collector.Describe(address);
        int number = _host.Accept(address, state);
        _observer.Allocated(number, address.Value, words, zeroed, state);
        if (shape.Kind == ObjectKind.Finalizable)
        {
            RememberFinalizer(number, shape.Finalizer);
        }
        else if (shape.Kind == ObjectKind.Pinned)
        {
            _host.SetPinned(address, true);
        }

        for (int i = 0; i < shape.RawWords; i++)
        {
            _heap.Write(address + (ObjectModel.HeaderWords + shape.Fields + i), (ulong)RawPattern.Of(number, i));
        }

        return address;
    }

    private void CheckAllocated(Address address, Shape shape)
    {
        if (!_heap.IsObjectStart(address))
        {
            throw _host.Fault(FaultKind.BadAllocation, address, $"{address}: the collector returned it as a new object, but no object starts there");
        }

        Header expected = Header.Of(_host.Objects.NextNumber, shape), found = new(_heap.Peek(address));
        if (found != expected)
        {
            throw _host.Fault(FaultKind.BadAllocation, address, string.Create(
                CultureInfo.InvariantCulture,
                $"{address}: the collector returned it as new object #{expected.Number} of {shape.Fields}+{shape.RawWords}, but its header says #{found.Number} of {found.Fields}+{found.RawWords}"));
        }
    }

    private bool IsZeroed(Address address, int words)
    {
        foreach (ulong word in _heap.PeekAll(address + ObjectModel.HeaderWords, words - ObjectModel.HeaderWords))
        {
            if (word != 0)
            {
                return false;
            }
        }

        return true;
    }
}
