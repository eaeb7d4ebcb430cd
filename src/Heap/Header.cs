using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>
/// The first word of an object, written by <see cref="ObjectModel"/> alone: its number and shape. Bit 63 is set, which tells an object from
/// a free cell whose first word is a link.
/// </summary>
/// <param name="Bits">The word.</param>
public readonly record struct Header(ulong Bits)
{
    private const int KindShift = 31;
    private const int FieldsShift = 34;
    private const int RawShift = 49;

    /// <summary>Makes the header of object <paramref name="number"/>.</summary>
    public static Header Of(int number, Shape shape) => new(
        (1UL << 63)
        | (uint)number
        | ((ulong)shape.Kind << KindShift)
        | ((ulong)(uint)shape.Fields << FieldsShift)
        | ((ulong)(uint)shape.RawWords << RawShift));

    /// <summary>Whether this is the first word of an object.</summary>
    public bool IsObject => (Bits >> 63) != 0;

    /// <summary>The object's number, its identity for life.</summary>
    public int Number => (int)(Bits & int.MaxValue);

    /// <summary>The object's kind.</summary>
    public ObjectKind Kind => (ObjectKind)((Bits >> KindShift) & 7);

    /// <summary>Its reference fields.</summary>
    public int Fields => (int)((Bits >> FieldsShift) & Shape.MaximumFields);

    /// <summary>Its raw words.</summary>
    public int RawWords => (int)((Bits >> RawShift) & Shape.MaximumRawWords);

    /// <summary>Its size in words, header included.</summary>
    public int Words => ObjectModel.HeaderWords + Fields + RawWords;

    /// <summary>Its shape, without the finalizer.</summary>
    public Shape Shape => new(Kind, Fields, RawWords);
}
