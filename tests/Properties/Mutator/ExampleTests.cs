using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

public sealed class ExampleTests
{
    private static string Top => TopFrom(AppContext.BaseDirectory);

    private static string Folder => Path.Combine(Top, "examples");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.gcp").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_example_is_canonical_apart_from_comments_and_blank_lines(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name));
        string[] lines = [.. text.Split('\n').Select(line => line.Split('#')[0].TrimEnd()).Where(line => line.Length > 0)];
        Assert.Equal(ProgramParser.Parse(text, name).ToString(), string.Join('\n', lines) + "\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_example_begins_with_what_it_shows_and_has_the_lesson(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name));
        Assert.StartsWith("# ", text, StringComparison.Ordinal);
        Assert.Contains("\n# Lesson: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_the_first_six_lessons_has_its_example() =>
        Assert.Superset(
            new HashSet<string> { "local.gcp", "global.gcp", "returned.gcp", "released.gcp", "cycle.gcp", "cycle-collected.gcp" },
            Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).ToHashSet());

    [Fact]
    public void The_programs_in_the_page_on_the_language_are_canonical()
    {
        string page = File.ReadAllText(Path.Combine(Top, "docs", "language.md"));
        string[] programs = [.. page.Split("```gcp\n").Skip(1).Select(rest => rest.Split("```")[0])];
        Assert.NotEmpty(programs);
        Assert.All(programs, text => Assert.Equal(ProgramParser.Parse(text, "language.md").ToString(), text));
    }

    private static string TopFrom(string folder) =>
        File.Exists(Path.Combine(folder, "GcVerify.sln"))
            ? folder
            : TopFrom(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("GcVerify.sln"));
}
