using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Releases: nothing reachable may be released. An object to which the model knows no reference is garbage for sure, and so is what was garbage when a
/// collection in slices began; only if there is a reference to another, from garbage perhaps, is reachability computed. So every operation is judged, at a cost per release.
/// </summary>
public sealed partial class Judge
{
    private readonly List<int> _released = [];
    private readonly Stack<int> _unheld = new();
    private int[] _holdersReleased = [];
    private TallyByGeneration _freed;

    /// <inheritdoc/>
    public void Released(int number)
    {
        if (!Model.IsPresent(number))
        {
            ReleasedUnknown(number);
            return;
        }

        if (_underWay)
        {
            JudgeReleasedInCycle(number);
        }

        _releases++;
        int generation = Math.Clamp(Model.StateOf(number).Generation, 0, TallyByGeneration.MaximumGenerations - 1);
        _freed[generation] += new Tally(1, Model.WordsOf(number));
        _referentReleased |= Model.WeakInDegreeOf(number) > 0;
        if (Model.IsRegistered(number))
        {
            ReleasedUnfinalized(number);
        }

        if (_promises.Immediate && _promises.Generations > 1)
        {
            _countedOut.Add(number);
        }

        CountRelease(number);
        Model.Release(number);
        ForgetPin(number);
        _released.Add(number);
    }

    private void ReleasedUnknown(int number) => Break(
        Laws.ReleasedUntouched, number, string.Create(CultureInfo.InvariantCulture, $"Object #{number} is released, but the heap had no such object."), "an object in use", "none");

    private void ReleasedUnfinalized(int number) => Break(
        Laws.FinalizedInTime, number, string.Create(CultureInfo.InvariantCulture, $"Object #{number} is freed, but its finalizer has never been due."), "finalized first", "freed");

    private void ResetReleases()
    {
        _released.Clear();
        _freed = default;
    }

    /// <summary>Judges the releases since the last time, in the state that the model has now.</summary>
    private void Settle()
    {
        if (_released.Count > 0)
        {
            JudgeReleased();
        }

        if (_cleared.Count > 0 || _referentReleased)
        {
            JudgeWeak();
        }
    }

    private void JudgeReleased()
    {
        int suspect = 0;
        bool acyclic = _promises.Completeness == Completeness.Acyclic;
        foreach (int number in _released)
        {
            if ((Model.InDegreeOf(number) > 0 && (acyclic || !WasGarbageAtBegin(number))) || IsImmortal(number))
            {
                suspect = number;
                break;
            }
        }

        if (suspect != 0)
        {
            JudgeSuspects();
        }
        else if (acyclic)
        {
            JudgeFreedCycles();
        }

        _released.Clear();
    }

    private void JudgeSuspects()
    {
        _reachability.MarkFromRoots();
        foreach (int number in _released)
        {
            if (_reachability.IsMarked(number))
            {
                ReleasedAlive(number);
                return;
            }

            if (_promises.Completeness == Completeness.Acyclic && Model.InDegreeOf(number) > 0)
            {
                Break(
                    Laws.Cycles, number, string.Create(CultureInfo.InvariantCulture, $"Object #{number} is freed although references to it are counted: {Model.InDegreeOf(number)}."), "kept, as it hangs from a garbage cycle", "freed");
                return;
            }
        }
    }

    /// <summary>
    /// Counting frees an object after all that refers to it. Where that order does not exist, a whole cycle was freed, with what hangs from it.
    /// </summary>
    private void JudgeFreedCycles()
    {
        GrowHolders();
        foreach (int number in _released)
        {
            CountHolders(number, 1);
        }

        foreach (int number in _released)
        {
            if (_holdersReleased[number] == 0)
            {
                _unheld.Push(number);
            }
        }

        int inOrder = 0;
        for (; _unheld.TryPop(out int number); inOrder++)
        {
            CountHolders(number, -1);
        }

        if (inOrder < _released.Count)
        {
            int freed = _released.Find(number => _holdersReleased[number] > 0);
            Break(
                Laws.Cycles,
                freed,
                string.Create(CultureInfo.InvariantCulture, $"Object #{freed} is freed together with a garbage cycle on which it lies or from which it hangs."),
                "kept, as its count does not fall to zero",
                "freed");
        }

        foreach (int number in _released)
        {
            ClearHolders(number);
        }
    }

    private void GrowHolders()
    {
        if (_holdersReleased.Length < Model.NextNumber)
        {
            Array.Resize(ref _holdersReleased, Math.Max(Model.NextNumber, _holdersReleased.Length * 2));
        }
    }

    private void CountHolders(int holder, int change)
    {
        foreach (int target in Model.FieldsOf(holder)[Math.Min(1, Model.WeakFieldsOf(holder))..])
        {
            if (target != 0 && (_holdersReleased[target] += change) == 0 && change < 0 && !Model.IsPresent(target))
            {
                _unheld.Push(target);
            }
        }
    }

    private void ClearHolders(int holder)
    {
        foreach (int target in Model.FieldsOf(holder))
        {
            _holdersReleased[target] = 0;
        }
    }

    /// <summary>
    /// Why an object that is reachable was freed. One that only finalized objects lead to, or only ephemerons, was lost by their treatment; one that was collected and
    /// that only objects in older generations than those collected lead to was lost by the remembered set. The oldest generation counts as not collected: a full
    /// collection of the others depends on the remembered set too. A collection that has not come to its end is taken for one of the object's generation.
    /// </summary>
    private void ReleasedAlive(int number)
    {
        (Law law, string why) = (Laws.Safety, "it is reachable");
        int generation = Model.StateOf(number).Generation;
        int collected = _isCollectionKnown ? _oldestYoungCollected : generation;
        if (_reentered)
        {
            (law, why) = (Laws.Reentrancy, "it is reachable, and a finalizer has collected inside the collection");
        }
        else if (_promises.Finalizers && !IsReachable(number, Following.NotFinalized))
        {
            (law, why) = (Laws.Resurrection, "an object being finalized, or one resurrected, leads to it");
        }
        else if (_promises.Ephemerons && !IsReachable(number, Following.NoValues))
        {
            (law, why) = (Laws.Ephemerons, "it is the value of an ephemeron whose key is alive, or reachable from one");
        }
        else if (generation >= 0 && generation < _promises.Generations - 1 && generation <= collected && !IsReachableYoung(number, collected))
        {
            (law, why) = (Laws.RememberedSet, "an old object leads to it");
        }
        else if (LostByMarking(number))
        {
            (law, why) = (Laws.Tricolour, "it was white when marking ended, though it is reachable");
        }

        string what = law == Laws.RememberedSet ? "Young object" : "Object";
        Break(law, number, string.Create(CultureInfo.InvariantCulture, $"{what} #{number} is freed, but {why}."), "kept", "freed");
    }

    private bool IsReachableYoung(int number, int generation)
    {
        _reachability.Mark(generation, [], []);
        return _reachability.IsMarked(number);
    }
}
