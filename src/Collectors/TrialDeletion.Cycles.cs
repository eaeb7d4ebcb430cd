using GcVerify.Collectors.Spaces;
using GcVerify.Heap;

namespace GcVerify.Collectors;

/// <summary>The cycle collection, with the paper's names. Its recursions are loops over explicit stacks.</summary>
public partial class TrialDeletion
{
    private readonly AddressStack _toScan = new();
    private readonly AddressStack _toBlacken = new();
    private readonly AddressStack _garbage = new();

    /// <summary>
    /// Takes references away on trial, from each possible root that is still purple; the others leave the buffer: they are referred to
    /// again, or reached from another.
    /// </summary>
    protected virtual void MarkRoots()
    {
        for (int i = PossibleRoots.Count - 1; i >= 0; i--)
        {
            Address root = PossibleRoots[i];
            if (CountWord.ColourOf(Objects.CollectorWord(root)) == CountWord.Purple)
            {
                MarkGrey(root);
            }
            else
            {
                Unbuffer(root);
            }
        }
    }

    /// <summary>Paints what an object reaches grey, and takes from each the references that are found on the way.</summary>
    protected virtual void MarkGrey(Address root)
    {
        Paint(root, CountWord.Grey);
        for (_toScan.Push(root); _toScan.Count > 0;)
        {
            foreach (Address child in ReferencesOf(_toScan.Pop()))
            {
                TakeReference(child);
            }
        }
    }

    /// <summary>Takes a reference from an object that is reached, which is to be traced if this is the first time.</summary>
    protected virtual void TakeReference(Address child)
    {
        ulong word = Objects.CollectorWord(child) - 1;
        if (CountWord.ColourOf(word) != CountWord.Grey)
        {
            word = CountWord.Paint(word, CountWord.Grey);
            _toScan.Push(child);
        }

        Objects.SetCollectorWord(child, word);
    }

    /// <summary>Tells apart, below each root that is left in the buffer, what references from outside hold.</summary>
    protected virtual void ScanRoots()
    {
        for (int i = 0; i < PossibleRoots.Count; i++)
        {
            for (_toScan.Push(PossibleRoots[i]); _toScan.Count > 0;)
            {
                Scan(_toScan.Pop());
            }
        }
    }

    /// <summary>Decides on an object that is grey still: references that are left come from outside.</summary>
    protected virtual void Scan(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        if (CountWord.ColourOf(word) != CountWord.Grey)
        {
            return;
        }

        if (CountWord.CountOf(word) > 0)
        {
            ScanBlack(address);
        }
        else
        {
            Whiten(address);
        }
    }

    /// <summary>Takes an object for garbage, for the time being, and has what it refers to scanned.</summary>
    protected void Whiten(Address address)
    {
        Paint(address, CountWord.White);
        foreach (Address child in ReferencesOf(address))
        {
            _toScan.Push(child);
        }
    }

    /// <summary>
    /// Paints what an object reaches black, white objects too, and gives each the references back that are found on the way.
    /// </summary>
    protected virtual void ScanBlack(Address root)
    {
        Paint(root, CountWord.Black);
        for (_toBlacken.Push(root); _toBlacken.Count > 0;)
        {
            foreach (Address child in ReferencesOf(_toBlacken.Pop()))
            {
                GiveReference(child);
            }
        }
    }

    /// <summary>Gives a reference back to an object that is in use, which is to be traced if it is not black yet.</summary>
    protected virtual void GiveReference(Address child)
    {
        ulong word = Objects.CollectorWord(child) + 1;
        if (CountWord.ColourOf(word) != CountWord.Black)
        {
            word = CountWord.Paint(word, CountWord.Black);
            _toBlacken.Push(child);
        }

        Objects.SetCollectorWord(child, word);
    }

    /// <summary>
    /// Empties the buffer and frees what is white. Nothing is freed before all of it is found: others of the dead may refer to it.
    /// </summary>
    protected virtual void CollectRoots()
    {
        while (PossibleRoots.Count > 0)
        {
            Address root = PossibleRoots[PossibleRoots.Count - 1];
            Unbuffer(root);
            CollectWhite(root);
        }

        ClearWeakReferencesToGarbage();
        FreeGarbage();
    }

    /// <summary>Clears the weak references to what was found to be garbage, before any of it is freed.</summary>
    protected virtual void ClearWeakReferencesToGarbage()
    {
        for (int i = 0; i < _garbage.Count; i++)
        {
            ClearWeakReferences(_garbage[i]);
        }
    }

    /// <summary>Frees what was found to be garbage.</summary>
    protected void FreeGarbage()
    {
        for (int i = 0; i < _garbage.Count; i++)
        {
            Release(_garbage[i], Objects.HeaderOf(_garbage[i]));
        }

        _garbage.Truncate(0);
    }

    /// <summary>
    /// Finds the white objects that a white one reaches. The references that they hold to objects in use were taken for good when they were
    /// painted grey, so that counts are right as they are.
    /// </summary>
    protected virtual void CollectWhite(Address root)
    {
        int next = _garbage.Count;
        TakeWhite(root);
        for (; next < _garbage.Count; next++)
        {
            foreach (Address child in ReferencesOf(_garbage[next]))
            {
                TakeWhite(child);
            }
        }
    }

    /// <summary>Puts an object among the garbage if it is white.</summary>
    protected virtual void TakeWhite(Address address)
    {
        ulong word = Objects.CollectorWord(address);
        if (CountWord.ColourOf(word) == CountWord.White)
        {
            Objects.SetCollectorWord(address, CountWord.Paint(word, CountWord.Black));
            _garbage.Push(address);
        }
    }

    /// <summary>What an object refers to, weak references left out.</summary>
    protected virtual FieldReferences ReferencesOf(Address address)
    {
        Header header = Objects.HeaderOf(address);
        return new(Heap, address, header.Fields, StrongFrom(header));
    }

    /// <summary>Changes an object's colour.</summary>
    protected void Paint(Address address, ulong colour) =>
        Objects.SetCollectorWord(address, CountWord.Paint(Objects.CollectorWord(address), colour));
}
