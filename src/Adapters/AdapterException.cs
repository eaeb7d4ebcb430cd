namespace GcVerify.Adapters;

/// <summary>Why an adapter could not be used.</summary>
public enum AdapterFailure
{
    /// <summary>It could not be started, or ended or fell silent before it said hello.</summary>
    Setup,

    /// <summary>What it said is not what the protocol asks for.</summary>
    Protocol,

    /// <summary>It died or fell silent in a program, but not when the program was run again in a fresh process.</summary>
    NotReproduced,

    /// <summary>The program has something that a process cannot be given.</summary>
    Unsupported,
}

/// <summary>
/// Something is wrong with an adapter, so that nothing can be said of the collector behind it. Never a finding: the outcome is
/// undecided.
/// </summary>
public sealed class AdapterException : Exception
{
    /// <summary>Says only that something is wrong.</summary>
    public AdapterException()
    {
    }

    /// <summary>Says what is wrong.</summary>
    public AdapterException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and what caused it.</summary>
    public AdapterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says what is wrong, and of which sort that is.</summary>
    public AdapterException(AdapterFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Which sort of failure it is.</summary>
    public AdapterFailure Failure { get; } = AdapterFailure.Protocol;
}
