using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E4: an ephemeron is looked at once, when it is scanned; that its key is reached later does not help it.</summary>
public sealed class EphemeronSeenOnce(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    public override bool VisitNextReady(ITracer tracer) => false;
}
