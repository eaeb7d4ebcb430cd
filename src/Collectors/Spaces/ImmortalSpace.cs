using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Spaces;

/// <summary>
/// A space whose objects are never freed and never moved (Handbook ch. 8, partitioning; the immortal spaces of MMTk): allocation moves a
/// pointer up and nothing is swept. What its objects refer to is live, so a collector visits their fields as it visits roots: the objects
/// lie from <see cref="Start"/> to <see cref="Next"/> without gaps.
/// </summary>
public sealed class ImmortalSpace(WordHeap heap, WordRange range)
{
    private readonly BumpSpace _space = new(heap, range);

    /// <summary>Its words.</summary>
    public WordRange Range => range;

    /// <summary>The first object, if <see cref="Next"/> lies above.</summary>
    public Address Start => _space.Start;

    /// <summary>The first word that is not handed out.</summary>
    public Address Next => _space.Next;

    /// <summary>Whether the word at <paramref name="address"/> lies in this space.</summary>
    public bool Contains(Address address) => range.Contains(address.Value);

    /// <summary>Claims zeroed words for an object; null if they do not fit, now and for ever.</summary>
    public Address Allocate(int words) => _space.Allocate(words);
}
