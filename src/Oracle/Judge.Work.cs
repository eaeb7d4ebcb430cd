using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Pauses, in heap accesses: of steps and of allocations, and how many steps a collection takes.</summary>
public sealed partial class Judge
{
    private long _pause;
    private long _budgets;
    private bool _exhausted;
    private int _references;

    /// <inheritdoc/>
    public void Paused(long accesses)
    {
        _pause = accesses;
        if (_operation.Kind == OperationKind.Step)
        {
            JudgeStep(_operation.A);
        }
    }

    /// <summary>What there was for the collector to process: some of it may be finalized and freed by now.</summary>
    private int ReferencesProcessed => Math.Max(_references, Model.PresentReferences);

    private void JudgeStep(int budget)
    {
        if (_promises.StepWork.IsPromised && _pause > _promises.StepWork.For(budget, Model.RootCount, ReferencesProcessed))
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"A step of {budget} words takes longer than promised.");
            LongPause(Laws.StepWork, message, _promises.StepWork.For(budget, Model.RootCount, ReferencesProcessed));
        }

        if (_underWay && _promises.CycleWords > 0)
        {
            _budgets += budget;
            if (_budgets > _promises.CycleWords)
            {
                EndlessCycle();
            }
        }
    }

    /// <summary>At the end of an allocation's safepoint that did not have to wait for the end of a collection.</summary>
    private void JudgePause(int words)
    {
        WorkBound bound = _promises.AllocationWork;
        if (bound.IsPromised && _pause > bound.For(words, Model.RootCount, ReferencesProcessed) && Model.AutomaticCollection && !_exhausted)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"An allocation of {words} words takes longer than promised.");
            LongPause(Laws.AllocationWork, message, bound.For(words, Model.RootCount, ReferencesProcessed));
        }
    }

    private void LongPause(Law law, string message, long bound) => Break(
        law,
        0,
        message,
        string.Create(CultureInfo.InvariantCulture, $"at most {bound} heap accesses, with {Model.RootCount} roots"),
        string.Create(CultureInfo.InvariantCulture, $"{_pause} heap accesses"));

    private void EndlessCycle() => Break(
        Laws.StepWork,
        0,
        "A collection is still under way after steps that should have ended it.",
        string.Create(CultureInfo.InvariantCulture, $"an end within {_promises.CycleWords} words of budget"),
        string.Create(CultureInfo.InvariantCulture, $"{_budgets} words and no end"));
}
