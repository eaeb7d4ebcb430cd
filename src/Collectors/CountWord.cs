namespace GcVerify.Collectors;

/// <summary>
/// The collector's word of an object that is counted and can be in a buffer: count, colour (of trial deletion) and place in the buffer. A
/// new object's word is zero: no references, black, in no buffer.
/// </summary>
internal static class CountWord
{
    /// <summary>In use, or garbage that nobody has looked for.</summary>
    public const ulong Black = 0;

    /// <summary>Reached from a possible root, the references from others that were reached being taken away.</summary>
    public const ulong Grey = 1UL << ColourShift;

    /// <summary>Garbage, unless something in use is found to lead to it.</summary>
    public const ulong White = 2UL << ColourShift;

    /// <summary>A possible root of a garbage cycle.</summary>
    public const ulong Purple = 3UL << ColourShift;

    private const int ColourShift = 32;
    private const int PlaceShift = 34;
    private const ulong ColourMask = 3UL << ColourShift;

    /// <summary>References counted.</summary>
    public static int CountOf(ulong word) => unchecked((int)word);

    /// <summary>The colour.</summary>
    public static ulong ColourOf(ulong word) => word & ColourMask;

    /// <summary>The word in another colour.</summary>
    public static ulong Paint(ulong word, ulong colour) => (word & ~ColourMask) | colour;

    /// <summary>The place in the buffer, from 1 up; 0 = in none.</summary>
    public static int PlaceOf(ulong word) => (int)(word >> PlaceShift);

    /// <summary>The word with another place.</summary>
    public static ulong Place(ulong word, int place) => (word & ((1UL << PlaceShift) - 1)) | ((ulong)place << PlaceShift);
}
