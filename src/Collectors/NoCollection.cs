using GcVerify.Collectors.Spaces;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>Allocates until the heap is full and frees nothing: the baseline, and the check of the harness itself.</summary>
public class NoCollection : ICollector
{
    private readonly ICollectorHost _host;
    private readonly BumpSpace _space;

    /// <summary>Over a host's area.</summary>
    public NoCollection(ICollectorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _space = new BumpSpace(host.Heap, host.Area);
        Promises = new() { UsableWords = host.Area.Words, Completeness = Completeness.Nothing };
    }

    /// <inheritdoc/>
    public Promises Promises { get; }

    /// <inheritdoc/>
    public Address Allocate(Shape shape)
    {
        Address address = _space.Allocate(ObjectModel.WordsOf(shape));
        if (!address.IsNull)
        {
            _host.Objects.Initialise(address, shape);
        }

        return address;
    }

    /// <inheritdoc/>
    public void Collect(CollectionRequest request) => _host.Collected(new() { IsFull = true });
}
