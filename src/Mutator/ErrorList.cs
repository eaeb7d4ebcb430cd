using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>Keeps the first errors of a text and counts the others.</summary>
internal sealed class ErrorList(string file)
{
    private readonly List<ProgramError> _errors = [];

    /// <summary>The name of the file.</summary>
    public string File => file;

    /// <summary>How many errors there are, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an error; those of one source come in the order of the text.</summary>
    public void Add(int line, int column, string found, string expected) =>
        Add(new ProgramError(file, line, column, found, expected));

    /// <summary>Adds the failure of a line.</summary>
    public void Add(in LineScanner line)
    {
        Count++;
        if (Count <= ProgramError.Listed)
        {
            _errors.Add(line.ToError(file));
        }
    }

    /// <summary>Adds an error that may belong before those that are there.</summary>
    public void Add(ProgramError error)
    {
        Count++;
        _errors.Add(error);
    }

    /// <summary>The first errors in the order of the text; the last of them says how many are left out.</summary>
    public ImmutableArray<ProgramError> ToArray()
    {
        ProgramError[] listed = [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column).Take(ProgramError.Listed)];
        if (listed.Length > 0)
        {
            listed[^1] = listed[^1] with { Further = Count - listed.Length };
        }

        return [.. listed];
    }
}
