using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Collectors;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify verify</c>: a campaign of generated programs on each collector.</summary>
internal sealed class VerifyCommand
{
    private readonly Command _command = new(
        "verify",
        "Verifies collectors with generated programs. Exit code 0: every law holds; 1: one is violated; 2: undecided; 64: wrong usage.");
    private readonly Argument<string[]> _collectors = new("collector")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "collectors to verify (every correct one), see 'gcverify list collectors' and 'list runtimes'",
    };

    private readonly GenerationArguments _generation;
    private readonly StressArguments _stress;
    private readonly Option<string> _programs = new("--programs") { HelpName = "n", Description = "programs for each collector (2000)" };
    private readonly Option<string> _time = new("--time")
    {
        HelpName = "time",
        Description = "run as many programs as this time allows, such as 90s, 10m or 2h, divided among the collectors",
    };

    private readonly JobsOption _jobs = new();
    private readonly AdapterArguments _adapters;
    private readonly ProgramTimeoutOption _timeout = new();
    private readonly FormatOption _format = new(FormatOption.GitHub);
    private readonly ReportArguments _reports;
    private readonly OutputOption _output = new();

    private VerifyCommand(ImmutableArray<string> adapter)
    {
        _command.Add(_collectors);
        _command.Add(_programs);
        _generation = new GenerationArguments(_command);
        _stress = new StressArguments(_command);
        _command.Add(_time);
        _command.Add(_jobs);
        _adapters = new AdapterArguments(_command, adapter);
        foreach (Option option in new Option[] { _timeout, _format, _output })
        {
            _command.Add(option);
        }

        _reports = new ReportArguments(_command);
        _command.SetAction(Run);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new VerifyCommand(adapter)._command.WithExamples(
        "gcverify verify",
        "gcverify verify mark-sweep generational --programs 100000 --seed random",
        "gcverify verify generational --preset old-to-young --time 10m",
        "gcverify verify mark-sweep --collect-every 1 --operations 50",
        "gcverify verify skips-last-field --format json",
        "gcverify verify skips-last-field --html report.html",
        "gcverify verify --junit results.xml --format github",
        "gcverify verify python3 -- ./my-adapter --flag");

    private int Run(ParseResult result)
    {
        string[] collectors = Collectors(result);
        CampaignOptions options = Options(result) with { Stress = _stress.Read(result, collectors) };
        TimeSpan? time = result.GetValue(_time) is string given ? Numbers.Time("--time", given) : null;
        bool unlimited = time is not null && result.GetValue(_programs) is null;
        TimeSpan patience = _timeout.Read(result);
        string format = _format.Read(result);
        ReportFiles files = _reports.Read(result);
        var parameters = new RunParameters(
            options.Seed, options.Preset.Name, unlimited ? null : options.Programs, options.Operations, options.HeapWords)
        {
            CollectEvery = options.Stress.CollectEvery,
            StepEvery = options.Stress.StepEvery,
            FailAllocation = options.Stress.FailAllocation,
        };
        WorkOrder order = WorkOrder.From(options, collectors, _output.Read(result)) with
        {
            Programs = unlimited ? GenerationArguments.MostPrograms : options.Programs,
            Adapters = _adapters.Read(result, collectors),
            Recorded = files.Html is not null,
            Milliseconds = (long)(time?.TotalMilliseconds ?? 0),
        };
        IReadOnlyList<CollectorReport> reports = GitHubLog.Write(format == FormatOption.GitHub, VerifyAndPrint);
        files.Write("verify", "campaign", parameters, reports);
        return ExitCodes.Of([.. reports.Select(report => report.Verdict)]);

        IReadOnlyList<CollectorReport> VerifyAndPrint()
        {
            if (format == "json")
            {
                IReadOnlyList<CollectorReport> found = Verify(order, patience);
                Console.Out.Write(ResultJson.Results(parameters, found));
                return found;
            }

            VerifyText.WriteParameters(parameters, time, collectors);
            IReadOnlyList<CollectorReport> shown = Verify(order, patience);
            VerifyText.Write(shown);
            return shown;
        }
    }

    private static IReadOnlyList<CollectorReport> Verify(WorkOrder order, TimeSpan patience)
    {
        using var interruption = new Interruption();
        IReadOnlyList<CollectorReport> reports = [];
        ProgressBars.Run(progress =>
        {
            var client = new WorkerClient(patience, interruption, progress);
            reports = order.Collectors.Any(order.Adapters.IsLibrary)
                ? new LibraryVerification(order, client, interruption).Run()
                : new Supervisor(order, client, interruption).Run();
        });
        return reports;
    }

    private string[] Collectors(ParseResult result)
    {
        string[] names = result.GetValue(_collectors) ?? [];
        if (names.FirstOrDefault(name => name.StartsWith('-')) is string option)
        {
            throw new UsageException(CommandLine.UnknownOption(_command, option));
        }

        return _adapters.Subjects(
            result, names.Length > 0 || _adapters.CommandName is not null ? names : CollectorCatalog.Correct.Select(entry => entry.Name));
    }

    private CampaignOptions Options(ParseResult result)
    {
        CampaignOptions options = _generation.Read(result);
        return options with
        {
            Programs = result.GetValue(_programs) is string programs
                ? Numbers.Read("--programs", programs, 1, GenerationArguments.MostPrograms)
                : options.Programs,
            Jobs = _jobs.Read(result),
        };
    }
}
