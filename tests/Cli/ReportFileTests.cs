using System.Text.Json;
using System.Xml.Linq;

namespace GcVerify.CliTests;

public sealed class ReportFileTests
{
    private static readonly string[] Campaign = ["verify", "skips-last-field", "mark-sweep", "--programs", "30", "--operations", "40"];

    [Fact]
    public void Verify_writes_JUnit_XML_with_what_it_prints()
    {
        using var gcverify = new Gcverify();

        Outcome plain = gcverify.Do(Campaign), outcome = gcverify.Do([.. Campaign, "--junit", "results.xml"]);

        Assert.Equal(plain, outcome);
        XElement root = XDocument.Load(Path.Combine(gcverify.Directory, "results.xml")).Root!;
        XElement failure = root.Descendants("failure").First();
        Assert.Contains(failure.Value.TrimEnd(), plain.Output, StringComparison.Ordinal);
        Assert.Equal(["skips-last-field", "mark-sweep"], root.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value));
        Assert.Empty(root.Elements("testsuite").Last().Descendants("failure"));
    }

    [Fact]
    public void Run_writes_it_too_with_the_program_as_the_name()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("p.gcp", "r0 = new 1\nr0.0 = r0\ncollect\n");

        Outcome outcome = gcverify.Do("run", "p.gcp", "--collector", "skips-last-field-generational", "--junit", "results.xml");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        XElement suite = XDocument.Load(Path.Combine(gcverify.Directory, "results.xml")).Root!.Element("testsuite")!;
        Assert.Equal("p.gcp", suite.Elements("testcase").First().Attribute("name")!.Value);
        Assert.StartsWith("S6", Assert.Single(suite.Descendants("failure")).Attribute("type")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_writes_a_page_that_holds_each_counterexample()
    {
        using var gcverify = new Gcverify();

        Outcome plain = gcverify.Do(Campaign), outcome = gcverify.Do([.. Campaign, "--html", "report.html"]);

        Assert.Equal(plain, outcome);
        JsonElement[] results = Results(gcverify, "report.html");
        JsonElement run = Assert.Single(results[0].GetProperty("runs").EnumerateArray());
        Assert.Equal("S1", run.GetProperty("violation").GetProperty("law").GetString());
        Assert.Contains($"replay:     {run.GetProperty("replay")}\n", plain.Output, StringComparison.Ordinal);
        Assert.Empty(results[1].GetProperty("runs").EnumerateArray());
    }

    [Theory]
    [InlineData("run", "mark-sweep", 0)]
    [InlineData("run", "skips-last-field-generational", 1)]
    [InlineData("shrink", "skips-last-field-generational", 1)]
    public void A_program_that_is_run_or_made_smaller_is_shown_step_by_step(string command, string collector, int exitCode)
    {
        using var gcverify = new Gcverify();
        gcverify.Write("p.gcp", "r0 = new 1\nr0.0 = r0\ncollect\nr0 = null\n");

        Outcome outcome = gcverify.Do(command, "p.gcp", "--collector", collector, "--html", "p.html");

        Assert.Equal((exitCode, ""), (outcome.ExitCode, outcome.Error));
        JsonElement run = Assert.Single(Results(gcverify, "p.html")[0].GetProperty("runs").EnumerateArray());
        Assert.Equal(exitCode == 1, run.TryGetProperty("violation", out _));
        Assert.Equal("", run.GetProperty("steps")[0].GetProperty("operation").GetString());
        Assert.Equal("r0 = new 1", run.GetProperty("steps")[1].GetProperty("operation").GetString());
        Assert.True(run.GetProperty("steps")[1].TryGetProperty("words", out _));
    }

    [Fact]
    public void The_same_command_writes_the_same_page()
    {
        using var gcverify = new Gcverify();
        string[] command = ["verify", "no-write-barrier", "--programs", "40", "--operations", "60", "--html"];

        gcverify.Do([.. command, "one.html", "--jobs", "1"]);
        gcverify.Do([.. command, "two.html", "--jobs", "2"]);

        Assert.Equal(
            File.ReadAllText(Path.Combine(gcverify.Directory, "one.html")), File.ReadAllText(Path.Combine(gcverify.Directory, "two.html")));
    }

    [Theory]
    [InlineData("--html there.xml", "--html 'there.xml': there is such a file; '--force' overwrites it")]
    [InlineData("--html new.xml --junit new.xml", "--html and --junit: both name 'new.xml'")]
    [InlineData("--junit there.xml", "--junit 'there.xml': there is such a file; '--force' overwrites it")]
    [InlineData("--junit .", "--junit '.': expected a file")]
    [InlineData("--junit no/such.xml", "--junit 'no/such.xml': there is no such directory")]
    public void A_report_that_cannot_be_written_is_refused_before_anything_is_run(string arguments, string message)
    {
        using var gcverify = new Gcverify();
        gcverify.Write("there.xml", "mine");

        Outcome outcome = gcverify.Do([.. Campaign, .. arguments.Split(' ')]);

        Assert.Equal((64, "", $"gcverify: {message}\n"), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(gcverify.Directory, "there.xml")));
        Assert.False(Directory.Exists(Path.Combine(gcverify.Directory, "gcverify-out")));
    }

    [Fact]
    public void Force_overwrites_a_report()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("there.xml", "mine");

        Outcome outcome = gcverify.Do("verify", "mark-sweep", "--programs", "3", "--junit", "there.xml", "--force");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("<?xml", File.ReadAllText(Path.Combine(gcverify.Directory, "there.xml")), StringComparison.Ordinal);
    }

    private static JsonElement[] Results(Gcverify gcverify, string page)
    {
        string html = File.ReadAllText(Path.Combine(gcverify.Directory, page));
        string data = html.Split("<script type=\"application/json\" id=\"data\">")[1].Split("</script>")[0];
        return [.. JsonDocument.Parse(data).RootElement.GetProperty("results").EnumerateArray()];
    }

    [Fact]
    public void Annotations_follow_the_text_and_point_at_the_failing_line_of_the_saved_program()
    {
        using var gcverify = new Gcverify();

        Outcome plain = gcverify.Do(Campaign), outcome = gcverify.Do([.. Campaign, "--format", "github"]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("::stop-commands::gcverify-text-ends\n" + plain.Output + "::gcverify-text-ends::\n", outcome.Output, StringComparison.Ordinal);
        string annotation = Assert.Single(outcome.Lines, line => line.StartsWith("::error ", StringComparison.Ordinal));
        string[] properties = annotation.Split(' ', 2)[1].Split("::")[0].Split(',');
        string[] saved = File.ReadAllLines(Path.Combine(gcverify.Directory, properties[0]["file=".Length..]));
        Assert.Equal($"line={saved.Length}", properties[1]);
    }

    [Fact]
    public void What_looks_like_a_command_in_the_text_stands_where_it_is_none()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("::error::p.gcp", "r0 = new 1\n");

        Outcome outcome = gcverify.Do("run", "::error::p.gcp", "--collector", "mark-sweep", "--format", "github");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("::stop-commands::gcverify-text-ends\n::error::p.gcp on mark-sweep: holds\n", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("::gcverify-text-ends::\n", outcome.Output, StringComparison.Ordinal);
    }
}
