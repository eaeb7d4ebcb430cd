using FsCheck.Xunit;
using GcVerify.Reporting.Ci;

namespace GcVerify.Properties.Reporting;

public sealed class GitHubAnnotationsTests
{
    [Fact]
    public void A_violation_is_an_error_at_the_operation_in_the_saved_file() => Assert.Equal(
        "::error file=out/a.gcp,line=5,title=skips violates S1 no-live-object-freed::It broke.%0Areplay: gcverify run x\n",
        GitHubAnnotations.Render([Reports.Violated(), Reports.Holds]));

    [Fact]
    public void A_violation_that_was_not_saved_names_no_file() => Assert.Equal(
        "::error title=skips violates S1 no-live-object-freed::It broke.%0Areplay: gcverify run x\n",
        GitHubAnnotations.Render([Reports.Violated(file: null)]));

    [Fact]
    public void An_undecided_collector_is_an_error_as_it_fails_the_step() => Assert.Equal(
        "::error title=slow is undecided::makes no progress%0Areplay: gcverify run slow.gcp\n",
        GitHubAnnotations.Render([Reports.Undecided]));

    [Fact]
    public void What_else_is_to_be_said_of_a_violated_collector_is_a_warning() => Assert.Contains(
        "::warning title=skips was not verified to the end::crashed\n",
        GitHubAnnotations.Render([Reports.Violated() with { Reason = "crashed" }]),
        StringComparison.Ordinal);

    [Fact]
    public void Signs_that_end_a_command_or_a_property_are_escaped()
    {
        string text = GitHubAnnotations.Render([Reports.Violated("100 %, a::b\r\nc", file: "a,b:c%2C.gcp")]);

        Assert.StartsWith("::error file=a%2Cb%3Ac%252C.gcp,line=5,", text, StringComparison.Ordinal);
        Assert.Contains("::100 %25, a::b%0D%0Ac%0A", text, StringComparison.Ordinal);
    }

    [Property]
    public bool Whatever_the_text_each_annotation_is_one_line(string message, string file)
    {
        string text = GitHubAnnotations.Render([Reports.Violated(message ?? "", file: file), Reports.Holds]);
        return text.Count(c => c == '\n') == 1 && text.EndsWith('\n') && !text[..^1].Any(c => char.IsControl(c) && c != '\t');
    }

    [Fact]
    public void A_collector_that_holds_is_not_annotated() => Assert.Equal("", GitHubAnnotations.Render([Reports.Holds]));

    [Fact]
    public void What_ends_the_text_is_what_its_beginning_announces()
    {
        string announced = GitHubAnnotations.TextBegins.Replace("::stop-commands::", "", StringComparison.Ordinal).TrimEnd('\n');

        Assert.Equal(GitHubAnnotations.TextEnds, $"::{announced}::\n");
    }
}
