using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>A language runtime that GcVerify has an adapter for.</summary>
/// <param name="Name">What a user types.</param>
/// <param name="Summary">One line about it.</param>
/// <param name="Executable">The name of the executable, looked up on the search path.</param>
/// <param name="Package">The Debian package that it comes with.</param>
/// <param name="Adapter">The name of its adapter among the resources of this assembly.</param>
/// <param name="Start">The arguments with which the executable runs an adapter, given its source.</param>
public sealed record RuntimeEntry(
    string Name, string Summary, string Executable, string Package, string Adapter, Func<string, ImmutableArray<string>> Start)
{
    /// <summary>Where the executable is, or null where the runtime is not installed.</summary>
    public string? Find() => ExecutablePath.Find(Executable);

    /// <summary>What to do where it is not installed.</summary>
    public string HowToInstall => $"{Executable} is not on the search path; on Debian: apt-get install {Package}";

    /// <summary>Faults that the adapter can be told to have (<c>--fault NAME</c>), to prove that they are noticed.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>A pool whose subjects are processes of this runtime; no process is started yet.</summary>
    /// <param name="fault">One of <see cref="Faults"/>, or null.</param>
    /// <param name="limits">What a process may take; the defaults if null.</param>
    /// <exception cref="AdapterException">The runtime is not installed.</exception>
    public AdapterPool Open(string? fault = null, AdapterLimits? limits = null)
    {
        string executable = Find() ?? throw new AdapterException(AdapterFailure.Setup, $"{Name}: {HowToInstall}");
        var command = new AdapterCommand(Name, executable, Start(ReadAdapter()));
        return new AdapterPool(fault is null ? command : command.With(["--fault", fault]), limits);
    }

    /// <summary>The runtime's name and version as the adapter tells them, or null where it is not installed.</summary>
    /// <exception cref="AdapterException">It is installed, but the adapter does not start.</exception>
    public string? AskVersion()
    {
        if (Find() is null)
        {
            return null;
        }

        using AdapterPool pool = Open();
        return pool.AskRuntime();
    }

    private string ReadAdapter()
    {
        using Stream stream = typeof(RuntimeEntry).Assembly.GetManifestResourceStream(Adapter)
            ?? throw new InvalidOperationException($"There is no adapter '{Adapter}' in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The runtimes that GcVerify has adapters for.</summary>
public static class RuntimeCatalog
{
    /// <summary>All of them, in the order of their names, installed or not.</summary>
    public static IReadOnlyList<RuntimeEntry> All { get; } =
    [
        // Isolated from the user's settings and packages, so that the same objects are there everywhere.
        new(
            "python3",
            "CPython: reference counting and a cycle collector",
            Executable: "python3",
            Package: "python3",
            Adapter: "gcverify_adapter.py",
            Start: source => ["-I", "-S", "-c", source])
        {
            Faults = ["leak", "early", "crash", "hang"],
        },
    ];

    /// <summary>The runtime of this name, or null.</summary>
    public static RuntimeEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);
}
