using GcVerify.Heap;

namespace GcVerify.Collectors;

/// <summary>
/// The objects that some fields of an object refer to, null left out, for <c>foreach</c>: from <paramref name="first"/> to the one before
/// <paramref name="end"/>. Reads each field when it comes to it.
/// </summary>
public ref struct FieldReferences(WordHeap heap, Address holder, int end, int first = 0)
{
    private int _next = first;

    /// <summary>The object that is referred to.</summary>
    public Address Current { get; private set; }

    /// <summary>Itself.</summary>
    public readonly FieldReferences GetEnumerator() => this;

    /// <summary>Goes to the next reference.</summary>
    public bool MoveNext()
    {
        while (_next < end)
        {
            Current = heap.ReadReference(ObjectModel.FieldSlot(holder, _next++));
            if (!Current.IsNull)
            {
                return true;
            }
        }

        return false;
    }
}
