using GcVerify.Heap;

namespace GcVerify.Collectors;

/// <summary>What copying and generational collectors keep in the collector's word: forwarding pointer, age, flags.</summary>
internal static class CollectorWord
{
    /// <summary>The object has been copied; the low half is its new address.</summary>
    public const ulong Forwarded = 1UL << 32;

    /// <summary>The object is marked.</summary>
    public const ulong Marked = 1UL << 33;

    /// <summary>The object is in the remembered set.</summary>
    public const ulong Remembered = 1UL << 34;

    private const int AgeShift = 40;

    /// <summary>The word of an object that has moved.</summary>
    public static ulong ForwardedTo(Address address) => Forwarded | address.ToWord();

    /// <summary>Where a forwarded object is.</summary>
    public static Address TargetOf(ulong word) => Address.FromWord(word & uint.MaxValue);

    /// <summary>The word of an object of this age, without flags.</summary>
    public static ulong OfAge(int age) => (ulong)(uint)age << AgeShift;

    /// <summary>Collections survived.</summary>
    public static int AgeOf(ulong word) => (int)(word >> AgeShift);
}
