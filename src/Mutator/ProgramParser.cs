using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace GcVerify.Mutator;

/// <summary>Reads programs from their text (<c>docs/language.md</c>).</summary>
public static class ProgramParser
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// Reads a program, or says what is wrong with the text: the first <see cref="ProgramError.Listed"/> errors in the order of the text, of
    /// which the last counts the others. <paramref name="fileName"/> is only quoted.
    /// </summary>
    public static bool TryParse(
        string text, string fileName, [NotNullWhen(true)] out MutatorProgram? program, out ImmutableArray<ProgramError> errors) =>
        TryParse(text, fileName, Limits.Operations, out program, out errors);

    /// <summary>Reads a program.</summary>
    /// <exception cref="ProgramFormatException">The text is not a program.</exception>
    public static MutatorProgram Parse(string text, string fileName) =>
        TryParse(text, fileName, out MutatorProgram? program, out ImmutableArray<ProgramError> errors)
            ? program
            : throw new ProgramFormatException(errors);

    /// <summary>The same with a lower limit, so that a test of the limit need not write millions of lines.</summary>
    internal static bool TryParse(
        string text, string fileName, int operations, [NotNullWhen(true)] out MutatorProgram? program, out ImmutableArray<ProgramError> errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);
        var list = new ErrorList(fileName);
        ReadOnlySpan<char> content = text.StartsWith(ByteOrderMark) ? text.AsSpan(1) : text;
        program = ControlCharacters.Report(content, list) ? null : new ProgramReader(list, operations).Read(content);
        errors = list.ToArray();
        return program is not null;
    }
}
