using System.Globalization;

namespace GcVerify.Heap;

/// <summary>The index of a word in the heap. Word 0 belongs to nobody, so 0 is null.</summary>
/// <param name="Value">The index.</param>
public readonly record struct Address(int Value)
{
    /// <summary>No object; the initial value of every reference.</summary>
    public static readonly Address Null;

    /// <summary>Whether this is <see cref="Null"/>.</summary>
    public bool IsNull => Value == 0;

    /// <summary>The address <paramref name="words"/> further on.</summary>
    public static Address operator +(Address address, int words) => new(unchecked(address.Value + words));

    /// <summary>Words from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static int operator -(Address left, Address right) => left.Value - right.Value;

    /// <summary>Whether <paramref name="left"/> lies below.</summary>
    public static bool operator <(Address left, Address right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> lies above.</summary>
    public static bool operator >(Address left, Address right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> does not lie above.</summary>
    public static bool operator <=(Address left, Address right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> does not lie below.</summary>
    public static bool operator >=(Address left, Address right) => left.Value >= right.Value;

    /// <summary>The address as a word of the heap holds it.</summary>
    public ulong ToWord() => (uint)Value;

    /// <summary>The address that a word of the heap holds; what does not fit becomes an address outside every heap.</summary>
    public static Address FromWord(ulong word) => new(word <= int.MaxValue ? (int)word : int.MaxValue);

    /// <inheritdoc/>
    public override string ToString() => "@" + Value.ToString(CultureInfo.InvariantCulture);
}
