using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Garbage that is found but not freed: it is listed, and from the end of the collection on the list holds it as a root does, so that all other laws speak of it as of anything that is reachable. What
/// remains to be judged is that only what is promised is listed; that everything is follows from what must be gone (<see cref="JudgeRetention"/>).
/// </summary>
public sealed partial class Judge
{
    private readonly List<int> _listed = [];
    private readonly Reachability _fromObject;

    /// <inheritdoc/>
    public void Uncollectable(int number)
    {
        Settle();
        if (Model.IsPresent(number))
        {
            _listed.Add(number);
        }
        else
        {
            ReleasedUnknown(number);
        }
    }

    private void ResetUncollectable() => _listed.Clear();

    /// <summary>At the end of a collection: what it lists was garbage before the first of these was listed.</summary>
    private void JudgeListed()
    {
        _reachability.MarkFromRoots();
        foreach (int number in _listed)
        {
            if (WhyNotUncollectable(number) is { } why)
            {
                string message = string.Create(CultureInfo.InvariantCulture, $"Object #{number} is listed as uncollectable, but {why}.");
                Break(Laws.Uncollectable, number, message, "not listed", "listed");
            }
        }

        foreach (int number in _listed)
        {
            Model.List(number);
            NoteHeld(number);
        }

        _listed.Clear();
        JudgeKeptByList();
    }

    private void JudgeKeptByList()
    {
        _reachability.MarkFromRoots();
        if (_reachability.MarkedObjects == _reachability.MarkedPresent)
        {
            return;
        }

        int lost = 1;
        while (!_reachability.IsMarked(lost) || Model.IsPresent(lost))
        {
            lost++;
        }

        string message = string.Create(CultureInfo.InvariantCulture, $"Object #{lost} is freed, but one that is listed as uncollectable leads to it.");
        Break(Laws.Uncollectable, lost, message, "kept", "freed");
    }

    /// <summary>
    /// With counting, garbage to which something refers lies on a cycle or hangs from one; if all other garbage is gone, on or from one with an object that is
    /// listed.
    /// </summary>
    private string? WhyNotUncollectable(int number) =>
        _reachability.IsMarked(number) ? "it is reachable"
        : _promises.Uncollectable == UncollectableGarbage.None ? "nothing is promised to be"
        : _promises.Uncollectable == UncollectableGarbage.WithFinalizers && !Model.IsRegistered(number) ? "it has no finalizer that has not run"
        : Model.InDegreeOf(number) == 0 ? "nothing refers to it"
        : null;

    /// <summary>Under a promise to keep them, no object is finalized that lies on a cycle.</summary>
    private void JudgeOffCycles(int number)
    {
        if (Model.InDegreeOf(number) > 0 && LiesOnCycle(number))
        {
            Break(
                Laws.Uncollectable,
                number,
                string.Create(CultureInfo.InvariantCulture, $"The finalizer of #{number} is due, but the object lies on a cycle."),
                "listed as uncollectable",
                "finalized");
        }
    }

    private bool LiesOnCycle(int number)
    {
        _fromObject.MarkFromFieldsOf(number);
        return _fromObject.IsMarked(number);
    }

    /// <summary>Where all garbage on cycles is kept, it is listed.</summary>
    private void JudgeAllListed()
    {
        _reachability.MarkFromRoots();
        if (_reachability.MarkedPresent == Model.PresentObjects)
        {
            return;
        }

        CompactPresent();
        if (_present.Find(number => !_reachability.IsMarked(number)) is > 0 and int number)
        {
            Break(
                Laws.Uncollectable,
                number,
                string.Create(CultureInfo.InvariantCulture, $"Object #{number} is garbage that a full collection has found, but neither freed nor listed."),
                "listed, or referred to by what is",
                "kept unlisted");
        }
    }
}
