using System.Diagnostics.CodeAnalysis;

namespace GcVerify.Adapters;

/// <summary>A check fails.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It carries a failure, and is caught here.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves this assembly.")]
internal sealed class ConformanceException(ConformanceFailure failure, Exception? inner = null) : Exception(failure.Came, inner)
{
    public ConformanceFailure Failure { get; } = failure;
}
