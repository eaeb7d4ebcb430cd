using FsCheck.Xunit;
using GcVerify.Collectors;
using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Collectors.Spaces;

public sealed class ObjectBufferTests
{
    private const int Objects = 8;

    private readonly WordHeap _heap = new();
    private readonly ObjectModel _objects;
    private readonly ObjectBuffer _buffer;

    public ObjectBufferTests()
    {
        _objects = new ObjectModel(_heap);
        _buffer = new ObjectBuffer(_objects);
    }

    /// <summary>Each number adds the object of that number, or takes it out if it is there.</summary>
    [Property]
    public void What_was_added_and_not_removed_is_in_it_and_each_knows_its_place(byte[] toggles)
    {
        Reset();
        var expected = new HashSet<Address>();
        foreach (byte toggle in toggles)
        {
            Address address = AddressOf(toggle % Objects);
            ulong word = _objects.CollectorWord(address);
            Assert.Equal(expected.Contains(address), ObjectBuffer.Holds(word));
            _objects.SetCollectorWord(address, expected.Remove(address) ? _buffer.Remove(word) : _buffer.Add(Added(expected, address), word));
        }

        Assert.Equal(expected.OrderBy(a => a.Value), Enumerable.Range(0, _buffer.Count).Select(i => _buffer[i]).OrderBy(a => a.Value));
        Assert.All(expected, address => Assert.Equal(address, _buffer[CountWord.PlaceOf(_heap.Peek(address + 1)) - 1]));
        Assert.All(Enumerable.Range(0, Objects), i => Assert.Equal(CountAndColourOf(i), _heap.Peek(AddressOf(i) + 1) & ((1UL << 34) - 1)));
    }

    private static Address Added(HashSet<Address> expected, Address address)
    {
        expected.Add(address);
        return address;
    }

    private static Address AddressOf(int i) => new(1 + (2 * i));

    private static ulong CountAndColourOf(int i) => CountWord.Paint((ulong)i, i % 2 == 0 ? CountWord.Purple : CountWord.White);

    private void Reset()
    {
        _heap.Reset(1 + (2 * Objects));
        for (int i = 0; i < Objects; i++)
        {
            _heap.ClaimObject(AddressOf(i), 2);
            _objects.Initialise(AddressOf(i), Shape.Plain(0));
            _objects.SetCollectorWord(AddressOf(i), CountAndColourOf(i));
        }

        while (_buffer.Count > 0)
        {
            _buffer.Remove(CountWord.Place(0, _buffer.Count));
        }
    }
}
