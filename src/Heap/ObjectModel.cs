using System.Runtime.CompilerServices;
using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>
/// How an object lies in the heap: a header with number and shape, a word for the collector (mark, age, count, forwarding
/// pointer), the reference fields, the raw words. Every member works through checked accesses and counts them.
/// </summary>
public sealed class ObjectModel(WordHeap heap)
{
    /// <summary>Words before the first field: the header and the collector's word.</summary>
    public const int HeaderWords = 2;

    /// <summary>The number that the next object will carry.</summary>
    public int NextNumber { get; internal set; } = 1;

    /// <summary>The size in words of an object of this shape, header included.</summary>
    public static int WordsOf(Shape shape) => HeaderWords + shape.Fields + shape.RawWords;

    /// <summary>The slot of a field.</summary>
    public static Address FieldSlot(Address address, int field) => address + (HeaderWords + field);

    /// <summary>The slot of a raw word.</summary>
    public static Address RawSlot(Address address, Header header, int index) => address + (HeaderWords + header.Fields + index);

    /// <summary>Makes the claimed, zeroed words at <paramref name="address"/> an object: header written, collector's word zero.</summary>
    public void Initialise(Address address, Shape shape)
    {
        heap.Write(address, Header.Of(NextNumber, shape).Bits);
        heap.Write(address + 1, 0);
    }

    /// <summary>The header of the object at <paramref name="address"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Header HeaderOf(Address address) => new(heap.Read(address));

    /// <summary>The collector's word: its use is the collector's own affair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong CollectorWord(Address address) => heap.Read(address + 1);

    /// <summary>Sets the collector's word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCollectorWord(Address address, ulong value) => heap.Write(address + 1, value);
}
