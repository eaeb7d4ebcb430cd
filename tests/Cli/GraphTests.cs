using System.Xml.Linq;

namespace GcVerify.CliTests;

public sealed class GraphTests
{
    private const string Lost = "r0 = new 2\nr1 = new 1\nr0.1 = r1\nr1 = null\ncollect\n";

    [Theory]
    [InlineData("text")]
    [InlineData("mermaid")]
    [InlineData("dot")]
    public async Task Of_a_run_that_breaks_a_law_the_moment_is_drawn_and_the_reference_to_blame_is_marked(string format)
    {
        using var gcverify = new Gcverify();
        gcverify.Write("lost.gcp", Lost);

        Outcome outcome = gcverify.Do("graph", "lost.gcp", "--collector", "skips-last-field", "--format", format);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        await Verify(outcome.Output).UseParameters(format);
    }

    [Fact]
    public void Text_keeps_to_80_columns_however_deep_the_graph_is()
    {
        string program = string.Concat(Enumerable.Repeat("r1 = new 1+3\nr1.0 = r0\nr0 = r1\n", 90));
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do(program, [], "graph", "-", "--collector", "generational");

        Assert.Equal(0, outcome.ExitCode);
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("#1 plain 1+3", outcome.Output, StringComparison.Ordinal);
    }

    [GraphvizFact]
    public void Svg_is_a_picture_of_each_object_and_reference()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("lost.gcp", Lost);

        Outcome outcome = gcverify.Do("graph", "lost.gcp", "--collector", "skips-last-field", "--format", "svg");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] titles = [.. XDocument.Parse(outcome.Output).Descendants().Where(e => e.Name.LocalName == "title").Select(e => e.Value)];
        Assert.Equal(["heap", "n1", "n1->n2", "n2", "root0", "root0->n1"], titles.Order(StringComparer.Ordinal));
    }

    [GraphvizFact]
    public void Png_is_written_to_a_file_and_nothing_is_overwritten_unasked()
    {
        using var gcverify = new Gcverify();
        string[] command = ["graph", gcverify.TakeExample("cycle.gcp"), "--collector", "mark-sweep", "--format", "png", "-o", "cycle.png"];

        Outcome first = gcverify.Do(command), second = gcverify.Do(command), forced = gcverify.Do([.. command, "--force"]);

        Assert.Equal((0, "", ""), (first.ExitCode, first.Output, first.Error));
        Assert.Equal([0x89, .. "PNG"u8.ToArray()], File.ReadAllBytes(Path.Combine(gcverify.Directory, "cycle.png"))[..4]);
        Assert.Equal(64, second.ExitCode);
        Assert.Contains("-o 'cycle.png': there is such a file; '--force' overwrites it", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, forced.ExitCode);
    }

    [Fact]
    public void Without_graphviz_it_says_what_to_install_and_what_can_be_done_without()
    {
        using var gcverify = new Gcverify();
        string file = gcverify.TakeExample("cycle.gcp");

        Outcome outcome = gcverify.Do("", [("PATH", gcverify.Directory)], "graph", file, "--collector", "mark-sweep", "--format", "svg");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("install the package 'graphviz', or take '--format dot'", outcome.Error, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_graphviz_that_fails_is_told_of()
    {
        using var gcverify = new Gcverify();
        string file = gcverify.TakeExample("cycle.gcp");
        string dot = Path.Combine(gcverify.Directory, gcverify.Write("dot", "#!/bin/sh\necho broken >&2\nexit 3\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(dot, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }


        Outcome outcome = gcverify.Do("", [("PATH", gcverify.Directory)], "graph", file, "--collector", "mark-sweep", "--format", "svg");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("graphviz's 'dot' failed with exit code 3: broken", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_program_is_the_one_that_generate_prints()
    {
        string[] which = ["--seed", "5", "--index", "2", "--operations", "40", "--collector", "generational"];
        using var gcverify = new Gcverify();
        gcverify.Write("5.gcp", gcverify.Do(["generate", .. which]).Output);

        Outcome generated = gcverify.Do(["graph", .. which]);
        Outcome file = gcverify.Do("graph", "5.gcp", "--collector", "generational");

        Assert.Equal((0, 0), (generated.ExitCode, file.ExitCode));
        Assert.Equal(WithoutTitle(file.Output), WithoutTitle(generated.Output));
    }

    [Theory]
    [InlineData("graph cycle.gcp --collector mark-sweep --at 24", "--at '24': expected a whole number from 0 to 23")]
    [InlineData("graph cycle.gcp --collector mark-sweep --back 7", "there is no object #7 after step 22: there are #1 to #6")]
    [InlineData("graph cycle.gcp --collector mark-sweep --from 7", "there is no object #7 after step 22: there are #1 to #6")]
    [InlineData("graph cycle.gcp --collector mark-sweep --highlight 1,7", "there is no object #7 after step 22: there are #1 to #6")]
    [InlineData("graph cycle.gcp --collector mark-sweep --at 0 --chain 1", "there is no object #1 after step 0: there are none")]
    [InlineData("graph cycle.gcp --collector mark-sweep --chain 1", "no root leads to #1: it is garbage since step 8; '--back #1' draws")]
    [InlineData("graph cycle.gcp --collector mark-sweep --chain x", "--chain 'x': expected the number of an object, such as 3 or '#3'")]
    [InlineData("graph cycle.gcp --collector mark-sweep --from g7", "there is no root 'g7' after step 22; there are: r0")]
    [InlineData("graph cycle.gcp --collector mark-sweep --too-many 2", "the picture would have 6 nodes, more than 2: choose a part with")]
    [InlineData("graph cycle.gcp --collector mark-sweep --filter plane", "there is no kind 'plane', did you mean 'plain'?")]
    [InlineData("graph cycle.gcp --collector mark-sweep --format gif", "there is no format 'gif'; there are: text, mermaid, dot, svg, png")]
    [InlineData("graph cycle.gcp --collector mark-sweep --format png", "--format 'png': no text, so give a file with '-o'")]
    [InlineData("graph cycle.gcp --collector mark-sweep -o missing/x.dot", "-o 'missing/x.dot': there is no")]
    [InlineData("graph cycle.gcp --collector mark-sweep --seed 3", "--seed: there is nothing to generate where a program is given")]
    [InlineData("graph --collector mark-sweep", "give a program, or '--seed' and '--index' of a generated one")]
    [InlineData("graph lost.gcp --collector skips-last-field --at 6", "there is no step 6: the run ends with step 5, which breaks S1 ")]
    [InlineData("explain cycle.gcp --collector mark-sweep", "no law is broken: give an object, #1 to #6")]
    [InlineData("explain cycle.gcp 0 --collector mark-sweep", "object '0': expected the number of an object, such as 3 or '#3'")]
    [InlineData("explain cycle.gcp 7 --collector mark-sweep", "there is no object #7 after step 22: there are #1 to #6")]
    [InlineData("explain cycle.gcp 3 --at 8 --collector mark-sweep", "there is no object #3 after step 8: there are #1 to #2")]
    public void It_says_what_is_not_there_and_what_is(string arguments, string message)
    {
        using var gcverify = new Gcverify();
        gcverify.TakeExample("cycle.gcp");
        gcverify.Write("lost.gcp", Lost);

        Outcome outcome = gcverify.Do(arguments.Split(' '));

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("gcverify: " + message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collector_that_cannot_be_recorded_is_undecided()
    {
        using var gcverify = new Gcverify();
        string file = gcverify.TakeExample("global.gcp");

        Outcome outcome = gcverify.Do("graph", file, "--collector", "hostile-loops-forever", "--program-timeout", "1");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("undecided", outcome.Output, StringComparison.Ordinal);
    }

    private static string WithoutTitle(string text) => text[text.IndexOf('\n')..];
}
