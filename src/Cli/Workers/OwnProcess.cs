using System.Collections.Immutable;
using System.Reflection;
using GcVerify.Adapters;

namespace GcVerify.Cli.Workers;

/// <summary>How this program starts itself again.</summary>
internal static class OwnProcess
{
    /// <summary>The first argument of a process that is only there to have a library in it, which the second one names.</summary>
    public const string LibraryHost = "library-host";

    /// <summary>The executable, and what is before the arguments: under <c>dotnet gcverify.dll</c> that is the latter.</summary>
    public static ImmutableArray<string> Words { get; } = Find();

    /// <summary>Does not keep memory images of processes that end by a signal: that is an expected result.</summary>
    public static KeyValuePair<string, string> NoMemoryImage { get; } = new("DOTNET_DbgEnableMiniDump", "0");

    /// <summary>The process in which a library speaks the protocol.</summary>
    public static AdapterCommand Hosting(string name, string library, IEnumerable<string> arguments) =>
        new(name, Words[0], [.. Words[1..], LibraryHost, library, .. arguments])
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add(NoMemoryImage.Key, NoMemoryImage.Value),
        };

    private static ImmutableArray<string> Find()
    {
        string executable = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this process is not known.");
        bool isDotnet = Path.GetFileNameWithoutExtension(executable) == "dotnet";
        return isDotnet ? [executable, Assembly.GetEntryAssembly()!.Location] : [executable];
    }
}
