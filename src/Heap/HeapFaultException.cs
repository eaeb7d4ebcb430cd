using System.Diagnostics.CodeAnalysis;
using GcVerify.Mutator;

namespace GcVerify.Heap;

/// <summary>
/// Thrown at the access that breaks a rule of the heap. The heap keeps the first fault, so catching this hides nothing.
/// </summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Only the heap makes one, and always with a fault.")]
public sealed class HeapFaultException(SubjectFault fault) : Exception(fault.Message)
{
    /// <summary>What went wrong.</summary>
    public SubjectFault Fault { get; } = fault;
}
