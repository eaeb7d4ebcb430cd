using System.Globalization;

namespace GcVerify.Oracle;

/// <summary>
/// Drag: for how long garbage stays, in words allocated (Runciman and Rojemo 1996). That of a collection within one operation is bounded by when it takes place, so what remains to
/// be judged is how long one in slices takes to come round to what was garbage when it began.
/// </summary>
public sealed partial class Judge
{
    private long _allocatedInCycle;
    private int _inUseAtBegin;

    private void BeginDrag()
    {
        _allocatedInCycle = 0;
        _inUseAtBegin = Model.PresentWords;
    }

    /// <summary>An allocation does its share of a collection before it allocates.</summary>
    private void JudgeDrag(int words)
    {
        if (!_underWay || !Model.AutomaticCollection || !_promises.Drag.IsPromised)
        {
            return;
        }

        _allocatedInCycle += words;
        long bound = _promises.Drag.For(_inUseAtBegin);
        if (_allocatedInCycle > bound && Laws.Drag.Applies(_promises) && _garbageAtBegin.Find(o => Model.IsPresent(o) && !_atBegin.IsMarked(o)) is > 0 and int number)
        {
            Break(
                Laws.Drag,
                number,
                string.Create(CultureInfo.InvariantCulture, $"Object #{number} was garbage when the collection under way began, and is still not freed."),
                string.Create(CultureInfo.InvariantCulture, $"freed before more than {bound} words are allocated, as {_inUseAtBegin} were in use"),
                string.Create(CultureInfo.InvariantCulture, $"kept, and {_allocatedInCycle} words were allocated"));
        }
    }
}
