using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Refused allocations: there was no room, however much a collection that was permitted could have freed.</summary>
public sealed partial class Judge
{
    private readonly List<int> _freeable = [];

    private void JudgeRefusal(int words, int longestFreeRun)
    {
        // Inside a collection there cannot be another one.
        if (_insideCollection || !Laws.HonestRefusal.Applies(_promises))
        {
            return;
        }

        int usable = _promises.UsableWords;
        long needed = Model.AutomaticCollection ? WordsAfterCollection() : Model.PresentWords;
        bool collectable = Model.AutomaticCollection && _promises.Completeness == Completeness.Complete;
        bool noRun = _promises.FitSpace.Words > 0 && longestFreeRun < words && (needed == Model.PresentWords || OnlySharersAreLeft());
        bool fragmented = noRun && MayHaveGaps(collectable);
        if (needed + words > usable || fragmented)
        {
            return;
        }

        string run = _promises.FitSpace.Words > 0
            ? string.Create(CultureInfo.InvariantCulture, $"; a free run of {longestFreeRun} words exists")
            : "";
        Break(
            Laws.HonestRefusal,
            0,
            string.Create(CultureInfo.InvariantCulture, $"An allocation of {words} words is refused, though it would fit."),
            string.Create(CultureInfo.InvariantCulture, $"room: {needed} of {usable} words are needed{run}"),
            "refused");
    }

    /// <summary>Words that are in use when all promised garbage is gone.</summary>
    private long WordsAfterCollection()
    {
        switch (_promises.Completeness)
        {
            case Completeness.Complete:
                _reachability.MarkFromRoots();
                return _reachability.MarkedWords;
            case Completeness.Acyclic:
                return Model.PresentWords - WordsFreeableByCounting();
            default:
                return Model.PresentWords;
        }
    }

    /// <summary>
    /// Words of the objects that nothing refers to, and of those that nothing else refers to, and so on: what waits where counting is
    /// deferred.
    /// </summary>
    private long WordsFreeableByCounting()
    {
        GrowHolders();
        foreach (int number in Model.Unreferenced)
        {
            if (Model.IsPresent(number) && Model.InDegreeOf(number) == 0 && _holdersReleased[number]++ == 0)
            {
                _freeable.Add(number);
            }
        }

        long words = 0;
        for (int i = 0; i < _freeable.Count; i++)
        {
            words += Model.WordsOf(_freeable[i]);
            foreach (int target in Model.FieldsOf(_freeable[i])[Math.Min(1, Model.WeakFieldsOf(_freeable[i]))..])
            {
                if (target != 0 && ++_holdersReleased[target] == Model.InDegreeOf(target))
                {
                    _freeable.Add(target);
                }
            }
        }

        foreach (int number in _freeable)
        {
            ClearHolders(number);
            _holdersReleased[number] = 0;
        }

        _freeable.Clear();
        return words;
    }
}
