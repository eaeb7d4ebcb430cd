using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>A language runtime that GcVerify has an adapter for.</summary>
public sealed record RuntimeEntry
{
    /// <summary>What a user types: lower case letters, digits, points and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>One line about it.</summary>
    public required string Summary { get; init; }

    /// <summary>The names of its executable; the first that is on the search path is taken.</summary>
    public required ImmutableArray<string> Executables { get; init; }

    /// <summary>The Debian packages that it comes with, as they are given to <c>apt-get install</c>.</summary>
    public required string Packages { get; init; }

    /// <summary>How its adapter is made to run.</summary>
    public required AdapterForm Adapter { get; init; }

    /// <summary>Arguments that the executable always has.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Environment variables that its processes always have.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Arguments with which the executable ends well, and soon, only where all is there that the adapter needs, such as a library;
    /// nothing if the executable is all.
    /// </summary>
    public ImmutableArray<string> Probe { get; init; } = [];

    /// <summary>The ways in which it can be run.</summary>
    public ImmutableArray<RuntimeMode> Modes { get; init; } = [];

    /// <summary>Arguments of the executable that are worth a try.</summary>
    public ImmutableArray<RuntimeOption> Options { get; init; } = [];

    /// <summary>Faults that the adapter can be told to have (<c>--fault NAME</c>), to prove that they are noticed.</summary>
    public ImmutableArray<string> Faults { get; init; } = ["leak", "early", "crash", "hang"];

    /// <summary>What to do where it is not installed.</summary>
    public string HowToInstall
    {
        get
        {
            string missing = FindExecutable() is string found ? $"{found} is there, but not all that the adapter needs"
                : Executables.Length == 1 ? $"{Executables[0]} is not on the search path"
                : $"none of {string.Join(", ", Executables)} is on the search path";
            return $"{missing}; on Debian: apt-get install {Packages}";
        }
    }

    /// <summary>Where the executable is, or null where the runtime is not installed.</summary>
    public string? Find() => FindExecutable() is string executable && (Probe.IsEmpty || Passes(executable)) ? executable : null;

    /// <summary>The mode of this name, or null.</summary>
    public RuntimeMode? FindMode(string name) => Modes.FirstOrDefault(mode => mode.Name == name);

    /// <summary>
    /// A pool whose subjects are processes of this runtime. None is started yet; but what must be written or compiled for it is, once.
    /// </summary>
    /// <param name="fault">One of <see cref="Faults"/>, or null.</param>
    /// <param name="limits">What a process may take; the defaults if null.</param>
    /// <param name="mode">One of <see cref="Modes"/>, or null.</param>
    /// <param name="options">Further arguments of the executable.</param>
    /// <exception cref="AdapterException">The runtime is not installed, or its adapter cannot be compiled.</exception>
    public AdapterPool Open(
        string? fault = null, AdapterLimits? limits = null, RuntimeMode? mode = null, params IEnumerable<string> options)
    {
        string name = new RuntimeChoice(this, mode).Name;
        string executable = Find() ?? throw new AdapterException(AdapterFailure.Setup, $"{name}: {HowToInstall}");
        limits ??= new AdapterLimits();
        var place = new AdapterPlace(executable, [.. Arguments, .. mode?.RuntimeArguments ?? [], .. options], "");
        ImmutableArray<string> words = AdapterFolder.Prepare(this, name, place, limits.Preparation);
        string[] faults = fault is null ? [] : ["--fault", fault];
        var command = new AdapterCommand(name, words[0], [.. words[1..], .. mode?.AdapterArguments ?? [], .. faults])
        {
            Environment = Environment.SetItems(mode?.Environment ?? ImmutableDictionary<string, string>.Empty),
        };
        return new AdapterPool(command, limits);
    }

    /// <summary>What the adapter says of itself, or null where the runtime is not installed.</summary>
    /// <exception cref="AdapterException">It is installed, but the adapter does not start.</exception>
    public RuntimeDescription? Describe()
    {
        if (Find() is null)
        {
            return null;
        }

        using AdapterPool pool = Open();
        return pool.Describe();
    }

    /// <summary>The runtime's name and version as the adapter tells them, or null where it is not installed.</summary>
    /// <exception cref="AdapterException">It is installed, but the adapter does not start.</exception>
    public string? AskVersion() => Describe()?.Runtime;

    private string? FindExecutable() => Executables.Select(ExecutablePath.Find).FirstOrDefault(path => path is not null);

    private bool Passes(string executable) => ToolRun.Run([executable, .. Probe], null, ToolRun.Short) is { ExitCode: 0 };
}
