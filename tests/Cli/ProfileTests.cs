using System.Text.RegularExpressions;

namespace GcVerify.CliTests;

public sealed class ProfileTests
{
    [Fact]
    public Task A_program_on_several_collectors_is_drawn()
    {
        using var gcverify = new Gcverify();
        string cycle = gcverify.TakeExample("cycle.gcp");

        Outcome outcome = gcverify.Do("profile", cycle, "--collectors", "mark-sweep,reference-counting", "--format", "svg", "-o", "cycle.svg");

        Assert.Equal(new Outcome(0, "", ""), outcome);
        string picture = File.ReadAllText(Path.Combine(gcverify.Directory, "cycle.svg"));
        Assert.Equal("svg", System.Xml.Linq.XDocument.Parse(picture).Root!.Name.LocalName);
        return Verify(picture);
    }

    [Fact]
    public void Figures_in_JSON_are_as_the_schema_says()
    {
        using var gcverify = new Gcverify();
        string local = gcverify.TakeExample("local.gcp");

        Outcome outcome = gcverify.Do("profile", local, "--collectors", "semispace,incremental-mark-sweep", "--format", "json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Schema.Load("profile").Accept(outcome.Output);
    }

    [Fact]
    public void Saved_profiles_are_listed_compared_and_removed()
    {
        using var gcverify = new Gcverify();
        string cycle = gcverify.TakeExample("cycle.gcp");

        Assert.Equal(0, gcverify.Do("profile", cycle, "--collector", "mark-sweep", "--save", "traced").ExitCode);
        Assert.Equal(0, gcverify.Do("profile", cycle, "--collector", "reference-counting", "--save", "counted").ExitCode);
        Outcome again = gcverify.Do("profile", cycle, "--collector", "semispace", "--save", "traced");
        Outcome list = gcverify.Do("profile", "list");
        Outcome both = gcverify.Do("profile", "compare", "traced", "counted");
        Outcome gone = gcverify.Do("profile", "remove", "traced");
        Outcome missing = gcverify.Do("profile", "compare", "traced", "counted");

        Assert.Equal((64, ""), (again.ExitCode, again.Output));
        Assert.Contains("there is such a profile; '--force' overwrites it", again.Error, StringComparison.Ordinal);
        Assert.Matches("(?s)counted .*reference-counting.*traced .*mark-sweep", list.Output);
        Assert.Contains("traced: mark-sweep  counted: reference-counting", both.Output, StringComparison.Ordinal);
        Assert.Equal(new Outcome(0, "", ""), gone);
        Assert.Equal((64, ""), (missing.ExitCode, missing.Output));
        Assert.Contains("profile 'traced'", missing.Error, StringComparison.Ordinal);
        Assert.Contains("counted", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_breaks_a_law_is_measured_up_to_there()
    {
        using var gcverify = new Gcverify();
        string lost = gcverify.Write("lost.gcp", "r0 = new 0\nr1 = new 1\nr1.0 = r0\nr0 = null\ncollect\nr2 = new 3\n");

        Outcome outcome = gcverify.Do("profile", lost, "--collector", "skips-last-field");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.EndsWith("On skips-last-field the run ended early: it breaks S1 no-live-object-freed.", outcome.Unwrapped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profile cycle.gcp", 64, "--collector: expected a collector")]
    [InlineData("profile cycle.gcp --collectors a,b", 64, "'a'")]
    [InlineData("profile cycle.gcp --collector mark-sweep --collectors semispace", 64, "not both")]
    [InlineData("profile cycle.gcp --collectors ,", 64, "expected 1 to 26 names")]
    [InlineData("profile cycle.gcp --collector mark-sweep --by line", 64, "there are: operation, text, region")]
    [InlineData("profile cycle.gcp --collector mark-sweep --save ../x", 64, "expected a name of letters")]
    [InlineData("profile cycle.gcp --collector mark-sweep -o missing/x.svg", 64, "there is no such directory")]
    [InlineData("profile missing.gcp --collector mark-sweep", 64, "missing.gcp")]
    [InlineData("profile compare a b", 64, "there are none")]
    [InlineData("profile remove a", 64, "there are none")]
    public void What_cannot_be_shown_is_wrong_usage(string arguments, int exitCode, string message)
    {
        using var gcverify = new Gcverify();
        gcverify.TakeExample("cycle.gcp");

        Outcome outcome = gcverify.Do(arguments.Split(' '));

        Assert.Equal((exitCode, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("gcverify: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(message, Regex.Replace(outcome.Error, @"\s+", " "), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_profile_is_named()
    {
        using var gcverify = new Gcverify();
        Directory.CreateDirectory(Path.Combine(gcverify.Directory, "gcverify-profiles"));
        gcverify.Write(Path.Combine("gcverify-profiles", "broken.json"), "{\"version\":1,\"profiles\":3}");

        Outcome outcome = gcverify.Do("profile", "list");

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("broken.json': no profile that can be read", outcome.Error, StringComparison.Ordinal);
    }
}
