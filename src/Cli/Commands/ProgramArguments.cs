using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Workers;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary>
/// Which program is run on which collector: a file, standard input, or one of those that a seed names. The same for every command that
/// shows the heap of a run.
/// </summary>
internal sealed class ProgramArguments
{
    private readonly Argument<string?> _file = new("file")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "a program (.gcp), or - for standard input",
    };

    private readonly Option<string> _collector = new("--collector")
    {
        HelpName = "collector",
        Description = "the collector to run it on, see 'gcverify list collectors'",
    };

    private readonly Option<string> _index = new("--index")
    {
        HelpName = "n",
        Description = "which program of those that the seed names (0)",
    };

    private readonly Command _command;
    private readonly GenerationArguments _generation;
    private readonly AdapterArguments _adapters;
    private readonly ProgramTimeoutOption _timeout = new();

    /// <summary>Adds them to a command, the file as the next of its arguments.</summary>
    /// <param name="command">The command.</param>
    /// <param name="adapter">What follows <c>--</c>, or nothing.</param>
    public ProgramArguments(Command command, ImmutableArray<string> adapter)
    {
        _command = command;
        command.Add(_file);
        command.Add(_collector);
        _generation = new GenerationArguments(command);
        command.Add(_index);
        _adapters = new AdapterArguments(command, adapter);
        command.Add(_timeout);
    }

    /// <summary>Whether a generated program is asked for.</summary>
    public bool IsGenerated(ParseResult result) => GivenForGeneration(result) is not null;

    /// <summary>Whether a collector is named by itself.</summary>
    public bool NamesCollector(ParseResult result) => result.GetValue(_collector) is not null;

    /// <summary>What stands in the place of the file, or null.</summary>
    public string? FileOf(ParseResult result) => result.GetValue(_file);

    /// <summary>The program and the collector.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="path">The file; null for a generated program.</param>
    /// <param name="several">The names of several collectors in the place of one, or null.</param>
    /// <exception cref="UsageException">They are not given, or wrong.</exception>
    public ProgramRequest Read(ParseResult result, string? path, string[]? several = null)
    {
        string[] collectors = several is null
            ? [_adapters.One(result, _collector.Name, result.GetValue(_collector))]
            : _adapters.Subjects(result, several);
        CampaignOptions options = _generation.Read(result);
        AdapterSetup setup = _adapters.Read(result, collectors);
        TimeSpan patience = _timeout.Read(result);
        if (path is not null && GivenForGeneration(result) is string option)
        {
            throw new UsageException($"{option}: there is nothing to generate where a program is given");
        }

        if (path is null && !IsGenerated(result))
        {
            throw new UsageException(
                $"give a program, or '--seed' and '--index' of a generated one; 'gcverify {_command.Name} --help' shows how it is used");
        }

        ProgramFile file = path is not null ? ProgramFile.Read(path) : Generate(result, options, collectors[0], setup);
        return new ProgramRequest(file, string.Join(", ", collectors), patience, new WorkOrder
        {
            Collectors = [.. collectors],
            ProgramText = file.Text,
            FileName = file.Name,
            HeapWords = options.HeapWords,
            Adapters = setup,
        });
    }

    private string? GivenForGeneration(ParseResult result) =>
        _generation.GivenForGeneration(result) ?? (result.GetValue(_index) is null ? null : _index.Name);

    private ProgramFile Generate(ParseResult result, CampaignOptions options, string collector, AdapterSetup setup)
    {
        long index = result.GetValue(_index) is string given ? Numbers.Read("--index", given, 0, GenerationArguments.MostPrograms) : 0;
        using var subject = new OpenSubject(collector, setup);
        Promises promises = subject.Definition.ProbePromises() ?? new Promises { UsableWords = 0 };
        MutatorProgram program = Campaign.ProgramAt(options, promises, index).Clone();
        string name = string.Create(CultureInfo.InvariantCulture, $"program {index} of seed {options.Seed}");
        return new ProgramFile(name, program.ToString(), program);
    }
}

/// <summary>A program that is to be run on a collector.</summary>
/// <param name="File">The program.</param>
/// <param name="Collector">The name of the collector, or the names of several.</param>
/// <param name="Patience">How long no progress is suffered.</param>
/// <param name="Order">The order to a worker, its task apart.</param>
internal sealed record ProgramRequest(ProgramFile File, string Collector, TimeSpan Patience, WorkOrder Order);
