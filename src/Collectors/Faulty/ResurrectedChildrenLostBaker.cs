using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F3 on Baker copying: an object is kept for its finalizer, what it refers to is not.</summary>
public sealed class ResurrectedChildrenLostBaker(ICollectorHost host) : BakerCopying(host)
{
    private bool _processed;

    /// <inheritdoc/>
    protected override void Flip()
    {
        _processed = false;
        base.Flip();
    }

    /// <inheritdoc/>
    protected override void ReferencesProcessed() => _processed = true;

    /// <inheritdoc/>
    protected override int FieldsOf(Header header) => _processed ? 0 : base.FieldsOf(header);
}
