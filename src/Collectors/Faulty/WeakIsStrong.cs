using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault E6: the field of a weak reference is traced.</summary>
public sealed class WeakIsStrong(ICollectorHost host, Predicate<Address>? isOld = null) : ReferenceProcessor(host, isOld)
{
    /// <inheritdoc/>
    public override int Note(Address holder, Header header, ITracer tracer)
    {
        if (header.Kind == ObjectKind.Weak)
        {
            tracer.Visit(ObjectModel.FieldSlot(holder, 0));
        }

        return base.Note(holder, header, tracer);
    }
}
