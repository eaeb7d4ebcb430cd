using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>.NET, with the settings of its collector as modes.</summary>
internal static class DotNetRuntimes
{
    private const string Folder = "dotnet", Adapter = "GcVerifyAdapter";

    public static IEnumerable<RuntimeEntry> All { get; } =
    [
        new()
        {
            Name = "dotnet",
            Summary = ".NET: generational, workstation and server",
            Executables = ["dotnet"],
            Packages = "dotnet-sdk-10.0",

            // Only a development kit has a compiler.
            Probe = ["--version"],
            Environment = ImmutableDictionary<string, string>.Empty
                .Add("DOTNET_CLI_TELEMETRY_OPTOUT", "1").Add("DOTNET_NOLOGO", "1").Add("MSBUILDDISABLENODEREUSE", "1"),
            Adapter = new AdapterForm
            {
                Files = [$"{Folder}/{Adapter}.csproj", $"{Folder}/Mutator.cs", $"{Folder}/Nodes.cs", $"{Folder}/Program.cs"],
                Steps = place =>
                    [[place.Executable, "build", place.PathOf($"{Folder}/{Adapter}.csproj"), "-c", "Release", "-v", "q", "-o", place.PathOf("built")]],
                Start = place => [place.Executable, .. place.Arguments, place.PathOf($"built/{Adapter}.dll")],
            },
            Modes =
            [
                Mode("workstation", "one heap, marks the oldest generation beside the program", server: 0, concurrent: 1),
                Mode("server", "a heap for each processor", server: 1, concurrent: 1),
                Mode("non-concurrent", "one heap, stops the program", server: 0, concurrent: 0),
            ],
        },
    ];

    private static RuntimeMode Mode(string name, string summary, int server, int concurrent) => new(name, summary)
    {
        Environment = ImmutableDictionary<string, string>.Empty
            .Add("DOTNET_gcServer", $"{server}").Add("DOTNET_gcConcurrent", $"{concurrent}"),
    };
}
