using System.Reflection;
using System.Xml.Linq;

namespace GcVerify.Snapshots;

/// <summary>Who may use whom. The oracle knows neither the heap nor the collectors, so it cannot share a bug with them.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> allowed = new()
    {
        ["Mutator"] = [],
        ["Heap"] = ["Mutator"],
        ["Collectors"] = ["Heap"],
        ["Simulation"] = ["Heap"],
        ["Oracle"] = ["Mutator"],
        ["Generators"] = ["Mutator"],
        ["Verification"] = ["Generators", "Oracle"],
        ["Reporting"] = ["Oracle"],
        ["Adapters"] = ["Mutator"],
        ["PropertyTesting"] = ["Reporting", "Simulation", "Verification"],
    };

    private static string Sources => Path.Combine(TopFrom(AppContext.BaseDirectory), "src");

    public static TheoryData<string> Projects =>
    [
        .. Directory.GetDirectories(Sources)
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name != "Cli")
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_it_may_and_no_more(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Sources, project, project + ".csproj"));
        IEnumerable<string> references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Equal(allowed[project], references.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_no_other_than_those_that_its_project_reaches(string project)
    {
        IEnumerable<string> used = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"GcVerify.{project}.dll"))
            .GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("GcVerify.", StringComparison.Ordinal))
            .Select(name => name["GcVerify.".Length..]);
        Assert.Subset(Reached(project).ToHashSet(), used.ToHashSet());
    }

    [Fact]
    public void The_oracle_and_the_judge_know_the_language_alone() =>
        Assert.Equal(["Mutator"], Reached("Oracle"));

    [Fact]
    public void FsCheck_is_used_by_one_project_and_not_by_the_command_line()
    {
        IEnumerable<string> users = Directory.GetDirectories(Sources)
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.ReadAllText(Path.Combine(Sources, name, name + ".csproj")).Contains("FsCheck", StringComparison.Ordinal));
        Assert.Equal(["PropertyTesting"], users);

        string commandLine = File.ReadAllText(Path.Combine(Sources, "Cli", "Cli.csproj"));
        Assert.DoesNotContain("PropertyTesting", commandLine, StringComparison.Ordinal);
        Assert.DoesNotContain("PropertyTesting", allowed.Keys.Where(name => name != "PropertyTesting").SelectMany(Reached));
    }

    private static IEnumerable<string> Reached(string project) =>
        allowed[project].Concat(allowed[project].SelectMany(Reached)).Distinct();

    private static string TopFrom(string folder) =>
        File.Exists(Path.Combine(folder, "GcVerify.sln"))
            ? folder
            : TopFrom(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run inside the repository."));
}
