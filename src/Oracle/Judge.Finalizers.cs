using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Finalizers: once per object, on garbage only, in the promised order, and before the object is freed (Handbook 12.1). What is dead is decided at the first of those that are
/// found together, for the finalizer of one may make the next reachable. A subject may go round several times before it reports a collection: that an object is dead
/// only now shows it, and what is dead now was found with it.
/// </summary>
public sealed partial class Judge
{
    private readonly Stack<Interrupted> _interrupted = new();
    private readonly List<Batch> _batches = [];
    private bool _insideCollection;
    private bool _finalizedInside;
    private bool _reentered;
    private bool _clearsFirst;

    /// <inheritdoc/>
    public void FinalizerPending(int number)
    {
        Settle();
        if (!Model.IsPresent(number))
        {
            ReleasedUnknown(number);
            return;
        }

        JudgeDue(number, atOnce: false);
        NoteFinalized();
        Model.AddPending(number);
        NoteHeld(number);
    }

    /// <inheritdoc/>
    public void FinalizerStarted(int number)
    {
        Settle();
        if (!Model.IsPresent(number))
        {
            ReleasedUnknown(number);
            return;
        }

        NoteFinalized();
        bool pending = Model.IsNextPending(number);
        if (!pending)
        {
            JudgeDue(number, atOnce: true);
            Model.BeginAtOnce(number);
            NoteHeld(number);
        }

        _interrupted.Push(new(_operation, _due, _requestAnswered, _insideCollection, _finalizedInside || !pending, _fullInOperation, _latePromotion));
        _insideCollection |= !pending;
        _finalizedInside = false;
        _fullInOperation = false;
        _latePromotion = 0;
        _due = -1;
        _requestAnswered = true;
        int finalizer = Model.ShapeOf(number).Finalizer;
        Model.BeginFinalizer(number, finalizer >= 0 && finalizer < _program.Finalizers.Length ? _program.Finalizers[finalizer].Locals : 1);
        if (pending)
        {
            Model.RemoveFirstPending();
        }

        EndBatch();
    }

    /// <inheritdoc/>
    public void FinalizerEnded()
    {
        EndOperation();
        if (!_interrupted.TryPop(out Interrupted outer))
        {
            return;
        }

        Model.EndFinalizer();
        _operation = outer.Operation;
        _due = outer.Due;
        _requestAnswered = outer.RequestAnswered;
        _insideCollection = outer.InsideCollection;
        _finalizedInside = outer.FinalizedInside;
        _fullInOperation = outer.FullInOperation;
        _latePromotion = outer.LatePromotion;
    }

    private void ResetFinalizers()
    {
        _interrupted.Clear();
        _insideCollection = false;
        _finalizedInside = false;
        _reentered = false;
        EndBatch();
    }

    /// <summary>What is found dead from here on is found by another collection.</summary>
    private void EndBatch()
    {
        if (_interrupted.Count < _batches.Count)
        {
            _batches[_interrupted.Count].HasBegun = false;
        }
    }

    private void JudgeDue(int number, bool atOnce)
    {
        if (!Model.IsRegistered(number))
        {
            bool again = Model.IsFinalized(number);
            Break(
                Laws.FinalizedOnce,
                number,
                string.Create(CultureInfo.InvariantCulture, $"The finalizer of #{number} is due {(again ? "a second time" : "though it has none")}."),
                again ? "once" : "never",
                again ? "twice" : "once");
        }

        Batch batch = CurrentBatch();
        if (IsReachable(batch, number, atOnce))
        {
            Break(
                Laws.FinalizedOnlyIfDead,
                number,
                string.Create(CultureInfo.InvariantCulture, $"The finalizer of #{number} is due, but the object is reachable."),
                "not finalized",
                "finalized");
        }

        if (_promises.Uncollectable == UncollectableGarbage.WithFinalizers)
        {
            JudgeOffCycles(number);
        }

        JudgeOrder(batch, number);
        if (_clearsFirst && Model.WeakInDegreeOf(number) > 0)
        {
            JudgeClearedBefore(batch, number);
        }
    }

    private void JudgeOrder(Batch batch, int number)
    {
        bool inOrder = batch.Last == 0 || _promises.FinalizationOrder switch
        {
            FinalizationOrder.Allocation => number > batch.Last,
            FinalizationOrder.ReverseAllocation => number < batch.Last,
            _ => true,
        };
        if (!inOrder)
        {
            Break(
                Laws.FinalizationOrder,
                number,
                string.Create(CultureInfo.InvariantCulture, $"The finalizer of #{number} is due after that of #{batch.Last}."),
                _promises.FinalizationOrder == FinalizationOrder.Allocation ? "in the order of allocation" : "in reverse order of allocation",
                "another order");
        }

        batch.Last = number;
    }

    /// <summary>
    /// A weak reference that only an object of the same batch leads to was found dead too, and is cleared when that is resurrected. One that the finalizer of an
    /// earlier object of the batch made did not exist when the collection cleared them.
    /// </summary>
    private void JudgeClearedBefore(Batch batch, int number)
    {
        _reachability.MarkFromRoots(pendingEnd: batch.PendingBefore);
        if (ReachableHolderOf(number, batch.WeakStoresBefore) is > 0 and int holder)
        {
            Break(
                Laws.WeakBeforeFinalizers,
                number,
                string.Create(CultureInfo.InvariantCulture, $"The finalizer of #{number} is due, but weak reference #{holder} to it is not cleared."),
                "null",
                Name(number));
        }
    }

    /// <summary>Whether the object was reachable when the first of the batch was found and each time that more was found since, and is so now.</summary>
    private bool IsReachable(Batch batch, int number, bool atOnce)
    {
        if (!atOnce && Model.InDegreeOf(number) == 0)
        {
            return false;
        }

        if (!batch.IsMarked)
        {
            batch.Reachability.MarkFromRoots(pendingEnd: batch.PendingBefore);
            batch.IsMarked = true;
            batch.End = Model.NextNumber;
        }

        if (!batch.Reachability.IsMarked(number) && number < batch.End)
        {
            return false;
        }

        _reachability.MarkFromRoots(pendingEnd: batch.PendingBefore);
        if (_reachability.IsMarked(number))
        {
            return true;
        }

        batch.Reachability.Narrow(_reachability, batch.End);
        batch.End = Model.NextNumber;
        return false;
    }

    private Batch CurrentBatch()
    {
        while (_batches.Count <= _interrupted.Count)
        {
            _batches.Add(new(new Reachability(Model)));
        }

        Batch batch = _batches[_interrupted.Count];
        if (!batch.HasBegun)
        {
            batch.Begin(Model.PendingCount, Model.WeakStores);
        }

        return batch;
    }

    // What a finalizer interrupts.
    private readonly record struct Interrupted(
        Operation Operation, int Due, bool RequestAnswered, bool InsideCollection, bool FinalizedInside, bool FullInOperation, int LatePromotion);

    /// <summary>Objects that one collection finds dead together.</summary>
    private sealed class Batch(Reachability reachability)
    {
        public Reachability Reachability => reachability;

        public bool HasBegun { get; set; }

        public bool IsMarked { get; set; }

        public int PendingBefore { get; private set; }

        /// <summary>The number of the first object that was allocated after reachability was looked at.</summary>
        public int End { get; set; }

        public int WeakStoresBefore { get; private set; }

        public int Last { get; set; }

        public void Begin(int pending, int weakStores)
        {
            HasBegun = true;
            IsMarked = false;
            PendingBefore = pending;
            WeakStoresBefore = weakStores;
            Last = 0;
        }
    }
}
