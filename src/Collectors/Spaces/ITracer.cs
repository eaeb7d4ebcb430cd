using GcVerify.Heap;

namespace GcVerify.Collectors.Spaces;

/// <summary>What the treatment of weak references and finalizers needs of a tracing collector while it traces.</summary>
public interface ITracer
{
    /// <summary>Whether an object has been reached, or is not being collected.</summary>
    bool IsLive(Address address);

    /// <summary>Where a live object is now.</summary>
    Address Current(Address address);

    /// <summary>Treats a slot as a strong reference.</summary>
    void Visit(Address slot);

    /// <summary>Traces until nothing reached is left to be scanned; in slices, that is left to the next ones.</summary>
    void Drain();
}
