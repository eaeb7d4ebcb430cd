using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E4: the values of ephemerons are visited once, not until nothing changes.</summary>
public sealed class EphemeronSinglePass(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    private bool _visited;

    /// <inheritdoc/>
    public override bool VisitReady(ITracer tracer)
    {
        if (_visited)
        {
            return false;
        }

        _visited = base.VisitReady(tracer);
        return _visited;
    }

    /// <inheritdoc/>
    public override void Process(ITracer tracer, bool young = false)
    {
        base.Process(tracer, young);
        _visited = false;
    }
}
