using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Collectors;
using GcVerify.Reporting;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify diff</c>: compares what programs see on several collectors.</summary>
internal sealed class DiffCommand
{
    private readonly Command _command = new(
        "diff",
        "Compares what a mutator sees on several collectors: the objects behind the references it loads, and the graph at the end. "
        + "No oracle takes part in it. Exit code 0: they agree; 1: two disagree; 2: undecided; 64: wrong usage.");

    private readonly Argument<string?> _file = new("file")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "a program (.gcp), or - for standard input",
    };

    private readonly Option<string> _collectors = new("--collectors")
    {
        HelpName = "a,b,...",
        Description = "collectors to compare, each with the first (every correct one)",
    };

    private readonly Option<string> _programs = new("--programs")
    {
        HelpName = "n",
        Description = "generated programs, in the place of a file",
    };

    private readonly GenerationArguments _generation;
    private readonly ProgramTimeoutOption _timeout = new();
    private readonly FormatOption _format = new();
    private readonly OutputOption _output = new();

    private readonly AdapterArguments _adapters;

    private DiffCommand(ImmutableArray<string> adapter)
    {
        _command.Add(_file);
        _command.Add(_collectors);
        _command.Add(_programs);
        _generation = new GenerationArguments(_command);
        _adapters = new AdapterArguments(_command, adapter);
        foreach (Option option in new Option[] { _timeout, _format, _output })
        {
            _command.Add(option);
        }

        _command.SetAction(Run);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new DiffCommand(adapter)._command.WithExamples(
        "gcverify diff examples/cycle.gcp",
        "gcverify diff examples/cycle.gcp --collectors mark-sweep,skips-last-field",
        "gcverify diff --programs 500 --collectors generational,python3 --format json");

    private int Run(ParseResult result)
    {
        CampaignOptions options = _generation.Read(result);
        string[] collectors = Collectors(result);
        string? path = result.GetValue(_file);
        long programs = Programs(result, path);
        TimeSpan patience = _timeout.Read(result);
        bool json = _format.IsJson(result);
        string directory = _output.Read(result);
        ProgramFile? file = path is null ? null : ProgramFile.Read(path);
        WorkOrder order = WorkOrder.From(options with { Programs = programs, Jobs = 1 }, collectors, directory) with
        {
            Task = WorkTask.Diff,
            Adapters = _adapters.Read(result, collectors.Where(Catalog.HasAdapter)),
            ProgramText = file?.Text ?? "",
            FileName = file?.Name ?? "",
        };
        string heading = (file is null ? "" : file.Name + " on ") + string.Join(", ", collectors);
        WorkerMessage? answer = SingleOrder.Ask(order, patience, file?.Program, null, out string reason);
        DiffReport report = answer?.Diff ?? DiffReport.Undecided(reason);
        RunParameters? parameters = file is not null ? null
            : new RunParameters(options.Seed, options.Preset.Name, programs, options.Operations, options.HeapWords);
        if (json)
        {
            Console.Out.Write(DiffJson.Render(parameters, file?.Name, collectors, report));
        }
        else
        {
            DiffText.Write(heading, report);
        }

        return ExitCodes.Of(report.Verdict);
    }

    private string[] Collectors(ParseResult result)
    {
        if (result.GetValue(_collectors) is not string given)
        {
            return _adapters.Subjects(result, CollectorCatalog.Correct.Select(entry => entry.Name));
        }

        string[] parts = given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] names = _adapters.Subjects(result, parts);
        return names.Length >= 2 ? names
            : throw new UsageException($"--collectors '{Catalog.Quoted(given)}': expected two or more, separated by commas");
    }

    private long Programs(ParseResult result, string? path)
    {
        string? given = result.GetValue(_programs);
        if (path is null && given is null)
        {
            throw new UsageException("give a program, or '--programs N' for generated ones; 'gcverify diff --help' shows how it is used");
        }

        if (path is not null && given is not null)
        {
            throw new UsageException("give a program or '--programs', not both; 'gcverify diff --help' shows how it is used");
        }

        if (path is not null && _generation.GivenForGeneration(result) is string option)
        {
            throw new UsageException($"{option}: there is nothing to generate where a program is given");
        }

        return given is null ? 1 : Numbers.Read("--programs", given, 1, GenerationArguments.MostPrograms);
    }
}
