using System.Collections.Immutable;
using GcVerify.Verification;

namespace GcVerify.PropertyTesting;

/// <summary>A collector broke a law. The message explains it, and says how to replay it.</summary>
public sealed class CollectorViolationException : Exception
{
    /// <summary>A collector broke a law.</summary>
    public CollectorViolationException()
    {
    }

    /// <summary>A collector broke a law, with a message.</summary>
    public CollectorViolationException(string message)
        : base(message)
    {
    }

    /// <summary>A collector broke a law, with a message and a cause.</summary>
    public CollectorViolationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A collector broke these laws.</summary>
    public CollectorViolationException(string message, ImmutableArray<ViolationReport> violations)
        : base(message) => Violations = violations;

    /// <summary>What was found, with the programs that show it.</summary>
    public ImmutableArray<ViolationReport> Violations { get; } = [];
}
