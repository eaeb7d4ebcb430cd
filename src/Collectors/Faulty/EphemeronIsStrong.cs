using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E3: the value of an ephemeron is traced whether or not its key is alive.</summary>
public sealed class EphemeronIsStrong(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    public override int Note(Address holder, Header header, ITracer tracer)
    {
        if (header.Kind == ObjectKind.Ephemeron)
        {
            tracer.Visit(ObjectModel.FieldSlot(holder, 1));
        }

        return base.Note(holder, header, tracer);
    }
}
