using GcVerify.Oracle;
using GcVerify.Reporting;

namespace GcVerify.Cli.Workers;

/// <summary>
/// Verifies collectors of which the last one is a shared library, which is loaded into the worker process: that is disposable. If the
/// worker says that it holds, so it does. If anything else comes of it, the library may have overwritten what the worker judges by; so it
/// is verified again in a process of its own, where breakdowns are located and made smaller too.
/// </summary>
internal sealed class LibraryVerification(WorkOrder order, WorkerClient client, Interruption interruption)
{
    private readonly List<CollectorReport> _reports = [];

    /// <summary>One report for each collector of the order.</summary>
    public IReadOnlyList<CollectorReport> Run()
    {
        string trouble = Load();
        if (_reports.Count == order.Collectors.Length)
        {
            return _reports;
        }

        bool blamed = _reports.Count == order.Collectors.Length - 1 && !interruption.IsRequested;
        IReadOnlyList<CollectorReport> again = new Supervisor(Rest(), client, interruption).Run();
        _reports.AddRange(again.Select(report => blamed && report.Verdict == Verdict.Holds ? Doubt(report, trouble) : report));
        return _reports;
    }

    /// <summary>Verifies all in a worker; keeps the reports that can be believed.</summary>
    /// <returns>What went wrong with the first collector of which there is no report; empty if nothing.</returns>
    private string Load()
    {
        try
        {
            string trouble = "";
            WorkerEnd end = client.Run(
                order with { Adapters = order.Adapters with { LoadsLibrary = true } },
                message => trouble = message.Collector is { } report ? Add(report) : trouble);
            return trouble.Length > 0 || end.IsComplete ? trouble : end.Describe("a program", "");
        }
        catch (InternalErrorException e)
        {
            return e.Message;
        }
    }

    private string Add(CollectorReport report)
    {
        if (order.Adapters.IsLibrary(report.Collector) && report.Verdict != Verdict.Holds && !interruption.IsRequested)
        {
            return report.Violations.IsEmpty ? report.Reason : "it violates " + report.Violations[0].Law;
        }

        _reports.Add(report);
        return "";
    }

    private WorkOrder Rest() => order with { Collectors = order.Collectors[_reports.Count..] };

    private static CollectorReport Doubt(CollectorReport report, string trouble) => report with
    {
        Verdict = Verdict.Undecided,
        Reason = $"Loaded into the verifier's process: {trouble.TrimEnd('.')}. In a process of its own it holds for the same programs.",
    };
}
