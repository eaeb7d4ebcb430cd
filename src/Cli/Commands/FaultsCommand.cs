using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Collectors.Faulty;
using GcVerify.Mutator;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify faults</c>: measures how well deliberate bugs are caught.</summary>
internal sealed class FaultsCommand
{
    private const int DefaultSeeds = 5, MostSeeds = 1000;

    private readonly Command _command = new(
        "faults",
        "Measures how well deliberate bugs are caught. Exit code 0: each is, from every seed, by a law that it breaks; 1: one is not; "
        + "2: undecided.");

    private readonly Argument<string[]> _faults = new("fault")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "faults to try (all of them), see 'gcverify list collectors'",
    };

    private readonly Option<string> _seeds = new("--seeds") { HelpName = "n", Description = $"seeds for each fault ({DefaultSeeds})" };
    private readonly Option<string> _programs = new("--programs") { HelpName = "n", Description = "programs for each seed (2000)" };
    private readonly Option<string> _operations = new("--operations") { HelpName = "n", Description = "operations of each program (200)" };
    private readonly Option<string> _seed = new("--seed")
    {
        HelpName = "n|random",
        Description = $"the first of the seeds, which follow each other, or 'random' ({CampaignOptions.DefaultSeed})",
    };

    private readonly JobsOption _jobs = new();
    private readonly Option<bool> _timings = new("--timings")
    {
        Description = "show the time that making programs smaller took, which differs from run to run; in the table only",
    };

    private readonly ProgramTimeoutOption _timeout = new();
    private readonly FormatOption _format = new("markdown");

    private readonly Option<string> _pages = new("--pages")
    {
        HelpName = "directory",
        Description = "with '--format markdown': write a page for each fault there, with picture and explanation",
    };

    private readonly Option<bool> _force = new("--force") { Description = "overwrite pages that are there" };

    private FaultsCommand()
    {
        _command.Add(_faults);
        foreach (Option option in new Option[] { _seed, _seeds, _programs, _operations, _jobs, _timings, _timeout, _format, _pages, _force })
        {
            _command.Add(option);
        }

        _command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public static Command Create() => new FaultsCommand()._command.WithExamples(
        "gcverify faults",
        "gcverify faults skips-last-field no-write-barrier --seeds 20",
        "gcverify faults --seed 7 --seeds 20 --jobs 1 --timings",
        "gcverify faults --seeds 20 --format json",
        "gcverify faults no-write-barrier --format markdown --pages pages");

    private int Run(ParseResult result)
    {
        string[] faults = Faults(result.GetValue(_faults) ?? []);
        string format = _format.Read(result);
        int seeds = result.GetValue(_seeds) is string given ? Numbers.Read32("--seeds", given, 1, MostSeeds) : DefaultSeeds;
        CampaignOptions options = Options(result);
        TimeSpan patience = _timeout.Read(result);
        FaultFolder? pages = Pages(result, format, faults);
        WorkOrder order = WorkOrder.From(options, faults, "") with { Task = WorkTask.Faults, Seeds = seeds, Recorded = pages is not null };
        if (Try(order, patience) is not { } reports)
        {
            return ExitCodes.Undecided;
        }

        var parameters = new RunParameters(
            options.Seed, options.Preset.Name, options.Programs, options.Operations, options.HeapWords);
        foreach (FaultReport report in pages is null ? [] : reports)
        {
            pages!.Write(report.Fault, FaultExhibitPage.Render(report, Command(order with { Collectors = [report.Fault] }, pages)));
        }

        Console.Out.Write(format switch
        {
            "json" => ResultJson.Faults(parameters, seeds, reports),
            "markdown" => FaultPage.Render(reports, Command(order, pages), pages),
            _ => Heading(order) + FaultText.Render(reports, result.GetValue(_timings)),
        });
        return reports.All(report => report.IsCaught) ? ExitCodes.Holds : ExitCodes.Violated;
    }

    /// <summary>One report for each fault; null, and the user knows why, if the worker did not come to an end.</summary>
    private static List<FaultReport>? Try(WorkOrder order, TimeSpan patience)
    {
        using var interruption = new Interruption();
        var reports = new List<FaultReport>();
        WorkerEnd? end = null;
        ProgressBars.Run(progress => end = new WorkerClient(patience, interruption, progress).Run(order, message =>
        {
            if (message.Fault is { } report)
            {
                reports.Add(report);
            }
        }));
        if (reports.Count == order.Collectors.Length)
        {
            return reports;
        }

        string fault = order.Collectors[reports.Count];
        Console.Error.WriteLine($"gcverify: {fault}: {(end!.Interrupted ? "interrupted" : end.Describe("a program", ""))}");
        return null;
    }

    private string[] Faults(string[] names)
    {
        if (names.FirstOrDefault(name => name.StartsWith('-')) is string option)
        {
            throw new UsageException(CommandLine.UnknownOption(_command, option));
        }

        return names.Length == 0
            ? [.. FaultCatalog.All.Select(fault => fault.Name)]
            : [.. names.Select(name => Catalog.Fault(name).Name).Distinct()];
    }

    private CampaignOptions Options(ParseResult result)
    {
        var defaults = new CampaignOptions();
        return defaults with
        {
            Programs = result.GetValue(_programs) is string programs
                ? Numbers.Read("--programs", programs, 1, GenerationArguments.MostPrograms)
                : defaults.Programs,
            Operations = result.GetValue(_operations) is string operations
                ? Numbers.Read32("--operations", operations, 1, Limits.Operations)
                : defaults.Operations,
            Seed = result.GetValue(_seed) is string seed ? GenerationArguments.ReadSeed(seed) : defaults.Seed,
            Jobs = _jobs.Read(result),
        };
    }

    private FaultFolder? Pages(ParseResult result, string format, string[] faults) =>
        result.GetValue(_pages) is not string path ? null
        : format == "markdown" ? FaultFolder.Check(path, faults, result.GetValue(_force))
        : throw new UsageException($"{_pages.Name}: pages are written with '--format markdown' only");

    private static string Heading(WorkOrder order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{order.Seeds} seeds from {order.Seed}, {order.Programs} programs of {order.Operations} operations at most\n\n");

    private static string Command(WorkOrder order, FaultFolder? pages)
    {
        bool all = order.Collectors.Length == FaultCatalog.All.Count;
        string faults = all ? "" : " " + string.Join(' ', order.Collectors);
        string seed = order.Seed == CampaignOptions.DefaultSeed ? "" : string.Create(CultureInfo.InvariantCulture, $" --seed {order.Seed}");
        string options = $"--seeds {order.Seeds} --programs {order.Programs} --operations {order.Operations}";
        string folder = pages is null ? "" : $" --pages {pages.Path} --force";
        return $"gcverify faults{faults}{seed} {options} --format markdown{folder}";
    }
}
