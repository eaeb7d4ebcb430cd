using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Adapters;
using GcVerify.Cli.Output;

namespace GcVerify.Cli.Workers;

/// <summary>How the adapters of an order are started, as the command line says it.</summary>
internal sealed record AdapterSetup
{
    /// <summary>The command line of an adapter that is a subject of its own; empty if there is none.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>What that subject is called; empty if there is none.</summary>
    public string CommandName { get; init; } = "";

    /// <summary>How the adapters are to break themselves, or empty.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Further arguments of the executables of runtimes.</summary>
    public ImmutableArray<string> RuntimeOptions { get; init; } = [];

    /// <summary>Megabytes of data that a process of an adapter may have; 0: no limit.</summary>
    public int MemoryMegabytes { get; init; }

    /// <summary>Whether a library is loaded into the worker itself, which is faster, and not believed if it shows anything wrong.</summary>
    public bool LoadsLibrary { get; init; }

    private string[] FaultArguments => Fault.Length > 0 ? ["--fault", Fault] : [];

    /// <summary>The processes of a runtime, or of the command, by its name; none is started yet.</summary>
    /// <exception cref="AdapterException">It is not there, or cannot be executed.</exception>
    public AdapterPool Open(string name, AdapterLimits? limits = null)
    {
        int? memory = MemoryMegabytes > 0 ? MemoryMegabytes : null;
        if (!IsCommand(name))
        {
            RuntimeChoice choice = RuntimeCatalog.Choose(name)!;
            using AdapterPool runtime = choice.Entry.Open(Fault.Length > 0 ? Fault : null, limits, choice.Mode, RuntimeOptions);
            return new AdapterPool(runtime.Command with { MemoryMegabytes = memory }, limits);
        }

        AdapterCommand command = IsLibrary(name)
            ? OwnProcess.Hosting(name, LibraryFile.Resolve(Command[0]), Command[1..])
            : AdapterCommand.FromWords(name, Command);
        return new AdapterPool(command.With(FaultArguments) with { MemoryMegabytes = memory }, limits);
    }

    /// <summary>
    /// The library of a subject, loaded into this process; null if it has none, or it is to have a process of its own, as one with
    /// a limit of memory is.
    /// </summary>
    /// <exception cref="AdapterException">It cannot be loaded, or does not start.</exception>
    public LoadedLibrary? Load(string name) =>
        LoadsLibrary && MemoryMegabytes == 0 && IsLibrary(name)
            ? LoadedLibrary.Open(Command[0], [.. Command[1..], .. FaultArguments])
            : null;

    /// <summary>Whether a subject of this name is the command, and that is no program but a shared library.</summary>
    public bool IsLibrary(string name) => IsCommand(name) && LibraryFile.IsNamedBy(Command[0]);

    /// <summary>Whether a subject of this name is the command.</summary>
    public bool IsCommand(string name) => CommandName.Length > 0 && name == CommandName;

    /// <summary>How a command line says <c>--collector NAME</c>, after a blank; nothing for the command, which <see cref="Tail"/> names.</summary>
    public string Chosen(string name) => IsCommand(name) ? "" : " --collector " + name;

    /// <summary>The options, each after a blank; nothing for what has no adapter.</summary>
    public string Options(string name)
    {
        bool isRuntime = Catalog.HasAdapter(name) && !IsCommand(name);
        string options = isRuntime ? string.Concat(RuntimeOptions.Select(option => " --option=" + SavedProgram.ForShell(option))) : "";
        options += MemoryMegabytes > 0 && Catalog.HasAdapter(name)
            ? string.Create(CultureInfo.InvariantCulture, $" --memory-limit {MemoryMegabytes}") : "";
        return options + (Fault.Length > 0 && Catalog.HasAdapter(name) ? " --adapter-fault " + SavedProgram.ForShell(Fault) : "");
    }

    /// <summary>How a command line ends, if a subject of this name is the command; else nothing.</summary>
    public string Tail(string name) => IsCommand(name) ? " -- " + string.Join(' ', Command.Select(SavedProgram.ForShell)) : "";
}
