using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors;

/// <summary>
/// Colours and marking. White: not reached. Grey: reached, on the grey stack or being scanned. Black: reached, every field visited. A slice
/// that ends in the middle of an object leaves it grey, and the next one goes on at the field that it had come to.
/// </summary>
public abstract partial class TricolourMarkSweep
{
    private const ulong Grey = 2;

    private Address _scanning;
    private bool _processed;
    private int _nextField;

    /// <summary>The word of a black object, which was that of a white one in the cycle before.</summary>
    protected ulong Black { get; private set; }

    /// <summary>The word of a white object.</summary>
    protected ulong White { get; private set; } = 1;

    /// <summary>The grey object that is being scanned, or null.</summary>
    protected Address Scanning => _scanning;

    /// <summary>Makes everything white that is black.</summary>
    protected virtual void ToggleColours() => (Black, White) = (White, Black);

    /// <summary>What a cycle does before its first slice.</summary>
    protected virtual void BeginMarking()
    {
    }

    /// <summary>What marking does when nothing is grey; if something is grey afterwards, marking goes on.</summary>
    protected virtual void LookAgain()
    {
    }

    /// <summary>Nothing is grey: whether there is more to mark, after another look at roots, or because of finalizers that are due now.</summary>
    private bool LookFurther()
    {
        LookAgain();
        if (_grey.Count > 0)
        {
            return true;
        }

        if (_processed)
        {
            References.ClearDead(this);
            return false;
        }

        _processed = true;
        bool pending = References.ProcessDead(this);
        ReferencesProcessed();
        return pending;
    }

    /// <summary>Weak references have been cleared and finalizers are pending; what those reach is marked from here on.</summary>
    protected virtual void ReferencesProcessed()
    {
    }

    /// <summary>Marking is over: what is white from now on is garbage.</summary>
    protected virtual void EndMarking()
    {
        Phase = CyclePhase.Sweeping;
        Space.BeginSweep();
        if (_announced)
        {
            Host.MarkingEnded();
        }
    }

    /// <summary>Scans grey objects, about so many words.</summary>
    /// <returns>What is left of the budget, above 0 only if marking has ended.</returns>
    protected virtual int Mark(int budget)
    {
        while (budget > 0)
        {
            if (!_scanning.IsNull)
            {
                budget = Scan(budget);
            }
            else if (_grey.Count > 0)
            {
                BeginScan(_grey.Pop());
                budget -= ObjectModel.HeaderWords;
            }
            else if (VisitNextReady())
            {
                budget--;
            }
            else if (!LookFurther())
            {
                EndMarking();
                break;
            }
        }

        return budget;
    }

    /// <summary>Visits the value of one ephemeron whose key has been reached; false if there is none.</summary>
    protected virtual bool VisitNextReady() => References.VisitNextReady(this);

    /// <summary>Begins to scan an object. What it refers to weakly is not visited.</summary>
    protected virtual void BeginScan(Address address)
    {
        _scanning = address;
        Header header = Objects.HeaderOf(address);
        _nextField = header.Kind is ObjectKind.Weak or ObjectKind.Ephemeron ? References.Note(address, header, this) : 0;
    }

    /// <summary>Visits fields of the object being scanned, as many as the budget allows; the last one makes it black.</summary>
    protected virtual int Scan(int budget)
    {
        Header header = Objects.HeaderOf(_scanning);
        for (; _nextField < FieldsOf(header) && budget > 0; budget--)
        {
            Visit(ObjectModel.FieldSlot(_scanning, _nextField++));
        }

        if (_nextField >= FieldsOf(header))
        {
            Blacken(_scanning);
        }

        return budget;
    }

    /// <summary>The fields that are visited.</summary>
    protected virtual int FieldsOf(Header header) => header.Fields;

    /// <summary>The object being scanned is done with.</summary>
    protected virtual void Blacken(Address address)
    {
        Paint(address, Black);
        _scanning = Address.Null;
    }

    /// <summary>Shades what the roots refer to.</summary>
    protected virtual void ScanRoots()
    {
        for (int i = 0; i < Host.Roots.Count; i++)
        {
            Visit(Host.Roots[i]);
        }
    }

    /// <summary>Shades what a slot refers to.</summary>
    public void Visit(Address slot) => Shade(Heap.ReadReference(slot));

    /// <summary>Makes an object grey that is white.</summary>
    protected void Shade(Address address)
    {
        if (!address.IsNull && IsWhite(address))
        {
            Paint(address, Grey);
            Reached(address);
            Push(address);
        }
    }

    /// <summary>An object has become grey: what waits for it is ready.</summary>
    protected virtual void Reached(Address address) => References.Reached(address);

    /// <summary>Whether an object is not white.</summary>
    public bool IsLive(Address address) => !IsWhite(address);

    /// <inheritdoc/>
    public Address Current(Address address) => address;

    /// <summary>Slices go on marking.</summary>
    public void Drain()
    {
    }

    /// <summary>Puts a grey object on the grey stack.</summary>
    protected virtual void Push(Address address) => _grey.Push(address);

    /// <summary>Gives an object a colour.</summary>
    protected void Paint(Address address, ulong colour) => Objects.SetCollectorWord(address, colour);

    private bool IsWhite(Address address) => Objects.CollectorWord(address) == White;

    private Colour ColourOf(ulong word) => word == Grey ? Colour.Grey : word == Black ? Colour.Black : Colour.White;
}
