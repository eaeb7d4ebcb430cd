using GcVerify.Heap;

namespace GcVerify.Collectors;

/// <summary>
/// The objects that the first fields of an object refer to, null left out, for <c>foreach</c>. Reads each field when it comes to it.
/// </summary>
public ref struct FieldReferences(WordHeap heap, Address holder, int fields)
{
    private int _next;

    /// <summary>The object that is referred to.</summary>
    public Address Current { get; private set; }

    /// <summary>Itself.</summary>
    public readonly FieldReferences GetEnumerator() => this;

    /// <summary>Goes to the next reference.</summary>
    public bool MoveNext()
    {
        while (_next < fields)
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
