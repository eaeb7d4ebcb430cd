using System.Globalization;

namespace GcVerify.Mutator;

/// <summary>One thing wrong with the text of a program: where, what was found there, what was expected instead.</summary>
/// <param name="File">The name of the file, as it was given.</param>
/// <param name="Line">The line; the first is 1.</param>
/// <param name="Column">The column in UTF-16 units; the first is 1, and a tab counts as one.</param>
/// <param name="Found">What stands there, in quotes if it is text of the program.</param>
/// <param name="Expected">What may stand there, with a hint where there is one.</param>
public sealed record ProgramError(string File, int Line, int Column, string Found, string Expected)
{
    /// <summary>The most errors that are listed for one text.</summary>
    public const int Listed = 20;

    /// <summary>How many further errors the text has that are not listed; only on the last that is.</summary>
    public int Further { get; init; }

    /// <summary><c>file:line:column: found ..., expected ...</c>, and a second line if there are further errors.</summary>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: found {Found}, expected {Expected}");
        return Further == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}\nand {Further} more");
    }
}
