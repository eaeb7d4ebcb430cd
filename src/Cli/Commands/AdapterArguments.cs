using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Adapters;
using GcVerify.Cli.Workers;
using GcVerify.Collectors;

namespace GcVerify.Cli.Commands;

/// <summary>
/// What a command line says of adapters, the same for every command that runs them: the command line of one after <c>--</c>, and how
/// those of runtimes are started.
/// </summary>
internal sealed class AdapterArguments
{
    private readonly Command _command;
    private readonly ImmutableArray<string> _words;
    private readonly Option<string> _mode = new("--mode")
    {
        Description = "the mode of the runtimes that are named without one, as in 'lua5.4:generational'",
        HelpName = "mode",
    };

    private readonly Option<string[]> _options = new("--option")
    {
        Description = "a further argument for a runtime's executable, as in '--option=-Xmx64m'; may be repeated",
        HelpName = "argument",
    };

    private readonly Option<string> _memory = new("--memory-limit")
    {
        Description = "megabytes of data that a process of an adapter may have (no limit)",
        HelpName = "megabytes",
    };

    private readonly Option<string> _fault = new("--adapter-fault")
    {
        Description = "have a runtime's adapter break itself on purpose, see 'gcverify list runtimes'",
        HelpName = "fault",
    };

    /// <summary>Makes a command take an adapter's command line.</summary>
    /// <param name="command">The command.</param>
    /// <param name="words">What follows <c>--</c>, or nothing.</param>
    public AdapterArguments(Command command, ImmutableArray<string> words)
    {
        _command = command;
        _words = words;
        command.WithAdapterCommand();
        command.Add(_mode);
        command.Add(_options);
        command.Add(_memory);
        command.Add(_fault);
    }

    /// <summary>The name of the subject that the adapter's command line makes, or null if there is none.</summary>
    public string? CommandName => _words.IsEmpty ? null : NameOf(_words);

    /// <summary>The subject that an option or the command line names.</summary>
    /// <exception cref="UsageException">Both do, or neither, or there is no such subject.</exception>
    public string One(ParseResult result, string option, string? name) => (name, CommandName) switch
    {
        (null, null) => throw new UsageException($"{option}: expected a collector, a runtime, or an adapter's command after '--'; "
            + $"'gcverify {_command.Name} --help' shows how it is used"),
        (not null, not null) => throw new UsageException(
            $"{option} '{Catalog.Quoted(name)}': give it or an adapter's command after '--', not both"),
        (not null, null) => Subjects(result, [name])[0],
        (null, string command) => command,
    };

    /// <summary>The subjects that some names and the command line name, each once, runtimes with their modes.</summary>
    /// <exception cref="UsageException">There is no such subject, or a runtime does not have the mode.</exception>
    public string[] Subjects(ParseResult result, IEnumerable<string> names)
    {
        string[] subjects = [.. names.Select(Catalog.Subject)];
        if (result.GetValue(_mode) is string mode)
        {
            if (!subjects.Any(IsRuntimeWithoutMode))
            {
                throw new UsageException($"--mode '{Catalog.Quoted(mode)}': no runtime is named that has none yet");
            }

            subjects = [.. subjects.Select(subject => IsRuntimeWithoutMode(subject) ? WithMode(subject, mode) : subject)];
        }

        return [.. subjects.Distinct(), .. CommandName is string command ? [command] : Array.Empty<string>()];
    }

    /// <summary>How adapters are to be started.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="subjects">What is to be run.</param>
    /// <exception cref="UsageException">An option makes no sense for the subjects.</exception>
    public AdapterSetup Read(ParseResult result, params IEnumerable<string> subjects)
    {
        string[] options = result.GetValue(_options) ?? [];
        return options.Length > 0 && !subjects.Any(subject => RuntimeCatalog.Choose(subject) is not null)
            ? throw new UsageException($"--option '{Catalog.Quoted(options[0])}': no runtime is named; a command has its arguments after '--'")
            : new AdapterSetup
            {
                Command = _words,
                CommandName = CommandName ?? "",
                Fault = ReadFault(result, subjects),
                RuntimeOptions = [.. options],
                MemoryMegabytes = ReadMemory(result, subjects),
            };
    }

    private static bool IsRuntimeWithoutMode(string subject) => RuntimeCatalog.Choose(subject) is { Mode: null };

    private static string WithMode(string subject, string mode) => RuntimeCatalog.Choose($"{subject}:{mode}")?.Name
        ?? throw new UsageException("--mode: " + Catalog.UnknownMode(RuntimeCatalog.Find(subject)!, mode));

    private int ReadMemory(ParseResult result, IEnumerable<string> subjects)
    {
        const int Most = 1 << 20;
        return result.GetValue(_memory) is not string given ? 0
            : subjects.Any(Catalog.HasAdapter) ? Numbers.Read32(_memory.Name, given, 1, Most)
            : throw new UsageException($"--memory-limit '{Catalog.Quoted(given)}': nothing is named that is run by an adapter");
    }

    private string ReadFault(ParseResult result, IEnumerable<string> subjects)
    {
        if (result.GetValue(_fault) is not string fault)
        {
            return "";
        }

        foreach (string subject in subjects.Where(subject => subject != CommandName))
        {
            RuntimeEntry runtime = RuntimeCatalog.Choose(subject)?.Entry ?? throw new UsageException(
                $"--adapter-fault '{Catalog.Quoted(fault)}': '{subject}' has no adapter; 'gcverify list runtimes' lists what has one");
            if (!runtime.Faults.Contains(fault))
            {
                throw new UsageException(Catalog.Unknown(
                    $"fault of the adapter of {subject}", fault, runtime.Faults, "there are: " + string.Join(", ", runtime.Faults)));
            }
        }

        return fault;
    }

    /// <summary>The file name of the script if the command has one, else of the executable; told apart from what has a name here.</summary>
    private static string NameOf(ImmutableArray<string> words)
    {
        string file = words.Skip(1).FirstOrDefault(File.Exists) ?? words[0];
        string name = string.Concat(Path.GetFileName(file).Select(c => char.IsAsciiLetterOrDigit(c) || "-_.".Contains(c) ? c : '_'));
        return name.Length == 0 || CollectorCatalog.Find(name) is not null || RuntimeCatalog.Find(name) is not null ? name + "-command" : name;
    }
}
