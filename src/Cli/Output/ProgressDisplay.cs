using GcVerify.Cli.Workers;
using Spectre.Console;

namespace GcVerify.Cli.Output;

/// <summary>Who is shown how far a worker is.</summary>
internal interface IProgressDisplay
{
    /// <summary>Called often while a worker is at work.</summary>
    void Show(WorkOrder order, Journal journal);
}

/// <summary>Shows nothing.</summary>
internal sealed class SilentProgress : IProgressDisplay
{
    public void Show(WorkOrder order, Journal journal)
    {
    }
}

/// <summary>One bar for each collector, on standard error.</summary>
internal sealed class ProgressBars(ProgressContext context) : IProgressDisplay
{
    private readonly Dictionary<string, ProgressTask> _tasks = [];

    /// <summary>Runs an action with bars if there is a terminal to show them, else without.</summary>
    public static void Run(Action<IProgressDisplay> action)
    {
        if (!Terminal.ShowsProgress)
        {
            action(new SilentProgress());
            return;
        }

        Terminal.ProgressConsole.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn())
            .Start(context => action(new ProgressBars(context)));
    }

    public void Show(WorkOrder order, Journal journal)
    {
        int current = (int)Math.Clamp(journal.Collector, 0, order.Collectors.Length - 1);
        for (int i = 0; i < current; i++)
        {
            TaskOf(order.Collectors[i]).Value = 100;
        }

        long done = journal.Done;
        ProgressTask task = TaskOf(order.Collectors[current]);
        string doing = order.Task == WorkTask.Suspect ? $"looking at program {order.Index}"
            : journal.Reporting ? "making counterexamples smaller"
            : $"{done} programs";
        task.Description = $"{order.Collectors[current]}  {doing}{(journal.Violations > 0 ? $", {journal.Violations} violated" : "")}";
        task.IsIndeterminate = order.Milliseconds > 0 || order.Task is WorkTask.Exhaust or WorkTask.Faults;
        task.Value = order.Programs > 0 ? Math.Min(100, 100.0 * done / order.Programs) : 0;
    }

    private ProgressTask TaskOf(string collector)
    {
        if (!_tasks.TryGetValue(collector, out ProgressTask? task))
        {
            task = context.AddTask(collector, maxValue: 100);
            _tasks.Add(collector, task);
        }

        return task;
    }
}
