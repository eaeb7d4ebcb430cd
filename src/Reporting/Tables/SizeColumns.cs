using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>How a text gives sizes and shares, in words or in bytes; without sizes only counts.</summary>
internal sealed class SizeColumns(bool areTold, bool inBytes)
{
    /// <summary>Bytes of a word.</summary>
    public const int BytesPerWord = 8;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A size as a cell of a table; of an amount whose size is not told, nothing.</summary>
    public string Cell(Tally amount) => areTold ? Text(Size(amount)) : "";

    /// <summary>A size that has a sign.</summary>
    public string Change(long words) => !areTold ? "" : Signed(inBytes ? words * BytesPerWord : words);

    /// <summary>What shares and orders go by: the size, or the count where sizes are not told.</summary>
    public long Measure(Tally amount) => areTold ? amount.Words : amount.Objects;

    /// <summary>A share in percent, rounded.</summary>
    public static string Share(long part, long whole) => Text(whole == 0 ? 0 : ((200 * part) + whole) / (2 * whole));

    /// <summary>A number with its sign; 0 without.</summary>
    public static string Signed(long value) => (value > 0 ? "+" : "") + Text(value);

    /// <summary>A number.</summary>
    public static string Text(long value) => value.ToString(Invariant);

    /// <summary><c>2 objects, 8 words (64 bytes)</c>, or only the objects.</summary>
    public string Amount(Tally amount) => areTold
        ? string.Create(Invariant, $"{Names.Amount(amount)} ({(long)amount.Words * BytesPerWord} bytes)")
        : Names.Count(amount.Objects, "object");

    /// <summary><c>2 objects, 8 words</c>, or only the objects.</summary>
    public string ShortAmount(Tally amount) => areTold ? Names.Amount(amount) : Names.Count(amount.Objects, "object");

    private long Size(Tally amount) => inBytes ? (long)amount.Words * BytesPerWord : amount.Words;
}
