using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>A text is not a program. The message is one line for each error.</summary>
public sealed class ProgramFormatException : FormatException
{
    /// <summary>Says only that something is wrong.</summary>
    public ProgramFormatException()
    {
    }

    /// <summary>Says what is wrong in words.</summary>
    public ProgramFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong in words, and what caused it.</summary>
    public ProgramFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says what is wrong in full.</summary>
    public ProgramFormatException(ImmutableArray<ProgramError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>The errors, in the order of the text; at most <see cref="ProgramError.Listed"/>.</summary>
    public ImmutableArray<ProgramError> Errors { get; } = [];
}
