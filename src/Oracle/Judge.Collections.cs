using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Collections: what they must have released, and what they say they released.</summary>
public sealed partial class Judge
{
    // The list of what may be garbage is gone through when it is so long, or twice as long as the last time: at a cost per entry.
    private const int ListedUnreferenced = 4096;

    private readonly List<int> _present = [];

    // Objects that counting freed in this operation: what old ones among them held was not dead when a collection looked.
    private readonly List<int> _countedOut = [];
    private long _nepotismCredit;
    private int _mostUnreferenced = ListedUnreferenced;
    private int _fullInARow;
    private bool _fullInOperation;
    private int _latePromotion;
    private bool _immediateReleases;
    private int _oldestYoungCollected;
    private bool _isCollectionKnown;

    /// <inheritdoc/>
    public void Collected(in CollectionSummary summary)
    {
        _oldestYoungCollected = Math.Min(summary.IsFull ? int.MaxValue : summary.Generation, _promises.Generations - 2);
        _isCollectionKnown = true;
        Settle();
        if (_listed.Count > 0)
        {
            JudgeListed();
        }

        _isCollectionKnown = false;
        _finalizedSinceTold = false;
        _collections++;
        _fullCollections += summary.IsFull ? 1 : 0;
        JudgeReport(summary);
        bool begunEarlier = summary.IsFull && _underWay;
        if (begunEarlier)
        {
            EndCycle(summary);
        }
        else
        {
            JudgeReason(summary);
        }

        if (Stopped)
        {
            return;
        }

        NoteMoves();
        _reentered |= _insideCollection;
        bool finalizedInside = _finalizedInside;
        _finalizedInside = false;
        EndBatch();
        _exhausted |= summary.Reason == CollectionReason.Exhaustion;
        _fullInOperation |= summary.IsFull;
        if (begunEarlier)
        {
            return;
        }

        _fullInARow = finalizedInside ? 0 : summary.IsFull ? _fullInARow + 1 : _fullInARow;
        if (finalizedInside || _insideCollection)
        {
            return;
        }

        if (!summary.IsFull)
        {
            if (Laws.Nepotism.Applies(_promises))
            {
                JudgeNepotism(summary.Generation);
            }
        }
        else if (_fullInARow >= _promises.CollectionsToQuiescence)
        {
            JudgeCompleteness();
        }
    }

    /// <inheritdoc/>
    public void Aged(int number, ObjectState state)
    {
        if (!Model.IsPresent(number))
        {
            return;
        }

        ObjectState before = Model.StateOf(number);
        Model.Age(number, state, LastCollection);
        if (!_agesApply)
        {
            return;
        }

        int age = before.Age + 1;
        bool promoted = age >= _promises.PromotionAge;
        ObjectState expected = promoted ? before with { Generation = before.Generation + 1, Age = 0 } : before with { Age = age };
        ObjectState late = before with { Age = Math.Min(age, _promises.PromotionAge) };
        if (state != expected && !(promoted && state == late))
        {
            WrongAge(number, expected, state);
        }
        else if (state != expected)
        {
            _latePromotion = number;
        }
    }

    private void WrongAge(int number, ObjectState expected, ObjectState state) => Break(
        Laws.Age, number, string.Create(CultureInfo.InvariantCulture, $"Object #{number} has survived a collection, but its age or generation is wrong."), Describe(expected), Describe(state));

    /// <summary>The collection that ended last, counted from 1.</summary>
    private int LastCollection => (int)_collections;

    private void ResetCollections()
    {
        _present.Clear();
        _mostUnreferenced = ListedUnreferenced;
        _nepotismCredit = 0;
        _fullInARow = 0;
        _fullInOperation = false;
        _latePromotion = 0;
        _oldestYoungCollected = 0;
    }

    /// <summary>An operation that changes nothing leaves a row of full collections unbroken.</summary>
    private void BeginOperation()
    {
        // A finalizer that ran in an operation before this one ran in no collection that is to come.
        _finalizedInside = false;
        _nepotismCredit++;
        _countedOut.Clear();
        _references = Model.PresentReferences;
        if (_operation.Kind is not (OperationKind.Collect or OperationKind.Region))
        {
            _fullInARow = 0;
        }

        BeginThresholdOperation();
        NotePins();
    }

    private void EndOfOperationLaws()
    {
        int unreferenced = Model.Unreferenced.Count;
        if (unreferenced > 0 && (_immediateReleases || unreferenced > _mostUnreferenced))
        {
            // A collector may hold what it is finalizing.
            JudgeUnreferenced(demand: _immediateReleases && !_insideCollection);
            _mostUnreferenced = Math.Max(ListedUnreferenced, 2 * Model.Unreferenced.Count);
        }

        if (_latePromotion != 0)
        {
            JudgeLatePromotion();
        }

        EndThresholdOperation();
        _exhausted = false;
        _fullInOperation = false;
    }

    private void JudgeLatePromotion()
    {
        if (!_fullInOperation)
        {
            Break(Laws.Age, _latePromotion, string.Create(CultureInfo.InvariantCulture, $"Object #{_latePromotion} was not promoted at the promised age, and no full collection followed."), "promoted", "still young");
        }

        _latePromotion = 0;
    }

    private void JudgeReport(in CollectionSummary summary)
    {
        bool told = Laws.ReportedFreed.Applies(_promises);
        if (_finalizedInside && told && summary.Freed.Total == _freed.Total)
        {
            // To which generation an object belonged that a finalizer let go of, in the middle of its promotion, is nowhere said.
            told = false;
        }

        for (int generation = 0; told && generation < TallyByGeneration.MaximumGenerations; generation++)
        {
            if (summary.Freed[generation] != _freed[generation])
            {
                string message = _promises.Generations == 1
                    ? "What the collection reports as freed is not what was freed."
                    : string.Create(CultureInfo.InvariantCulture, $"What the collection reports as freed in generation {generation} is not what was freed.");
                Break(Laws.ReportedFreed, 0, message, Describe(_freed[generation]), Describe(summary.Freed[generation]));
            }
        }

        _freed = default;
    }

    /// <summary>At a cost per release, where nobody needs the list now.</summary>
    private void CompactPresentAtTimes()
    {
        if (_present.Count > 64 + (2 * Model.PresentObjects))
        {
            CompactPresent();
        }
    }

    private void CompactPresent()
    {
        int kept = 0;
        for (int i = 0; i < _present.Count; i++)
        {
            if (Model.IsPresent(_present[i]))
            {
                _present[kept++] = _present[i];
            }
        }

        _present.RemoveRange(kept, _present.Count - kept);
    }

    private static string Describe(Tally tally) =>
        string.Create(CultureInfo.InvariantCulture, $"{tally.Objects} objects, {tally.Words} words");
}
