using System.Globalization;
using Microsoft.FSharp.Core;

namespace FsCheck.Xunit;

/// <summary>Reads the seed a failure prints. What the upstream package would crash on is an error of the one test here.</summary>
internal static class ReplayText
{
    internal static Replay Parse(string text)
    {
        var parts = text.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (2 or 3) || !IsNumber(parts[0], out var seed) || !IsNumber(parts[1], out var gamma))
            throw Bad(text, "it is not two or three numbers without a sign, separated by commas");
        if (ulong.IsEvenInteger(gamma))
            throw Bad(text, "its second number is even, and a generator's gamma is odd");
        if (parts.Length == 2)
            return new Replay(new Rnd(seed, gamma), FSharpOption<int>.None);
        if (!int.TryParse(parts[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out var size) || size < 0)
            throw Bad(text, "its third number, the size, is not a number from 0 up");
        return new Replay(new Rnd(seed, gamma), FSharpOption<int>.Some(size));
    }

    private static bool IsNumber(string part, out ulong number) =>
        ulong.TryParse(part, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);

    private static ArgumentException Bad(string text, string reason) =>
        new($"Replay = \"{text}\" cannot be replayed: {reason}. " +
            "Write seed,gamma or seed,gamma,size as a failure prints them, for example (123,457).");
}
