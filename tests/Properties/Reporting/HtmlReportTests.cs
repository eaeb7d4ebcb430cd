using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GcVerify.Reporting;
using GcVerify.Reporting.Html;

namespace GcVerify.Properties.Reporting;

public sealed partial class HtmlReportTests
{
    private static readonly RunParameters Parameters = new(7, "mixed", 2, 10, 0);

    [Fact]
    public void It_loads_and_refers_to_nothing_outside()
    {
        string page = HtmlReport.Render("gcverify verify", Parameters, [Reports.Holds, Reports.Violated()]);

        Assert.All(External().Matches(page), match => Assert.Equal("http://www.w3.org/2000/svg", match.Value));
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_policy_lets_its_own_style_and_scripts_run_and_no_other()
    {
        string page = HtmlReport.Render("gcverify verify", Parameters, [Reports.Violated()]);

        string[] parts = [.. Executed().Matches(page).Select(match => match.Groups[2].Value)];
        string[] hashes = [.. parts.Select(part => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part))))];
        Assert.True(parts.Length > 2);
        Assert.Equal(hashes.Order(), Allowed().Matches(page).Select(match => match.Groups[1].Value).Order());
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script>")]
    [InlineData("]]></pre><img src=x onerror=alert(1)>")]
    [InlineData("{{data}} {{policy}} {{script.js}}")]
    public void Whatever_a_program_is_called_it_stays_text(string text)
    {
        string plain = HtmlReport.Render("gcverify", null, [Reports.Violated()]);
        string page = HtmlReport.Render(text, null, [Reports.Violated(text, text, text) with { Reason = text }]);

        Assert.Equal(Tags(plain), Tags(page));
        Assert.Single(Regex.Matches(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'"));
    }

    [Fact]
    public void The_same_results_give_the_same_bytes() => Assert.Equal(
        HtmlReport.Render("gcverify verify", Parameters, [Reports.Holds, Reports.Violated()]),
        HtmlReport.Render("gcverify verify", Parameters, [Reports.Holds, Reports.Violated()]));

    [Fact]
    public void Without_scripts_the_counterexample_is_there_as_text() => Assert.Contains(
        "all &lt;of&gt; it", HtmlReport.Render("gcverify verify", null, [Reports.Violated(text: "all <of> it")]), StringComparison.Ordinal);

    private static string[] Tags(string page) => [.. Tag().Matches(page).Select(match => match.Value)];

    [GeneratedRegex(@"(?:https?:)?//[a-z0-9][\w./-]*\.[\w./-]+")]
    private static partial Regex External();

    [GeneratedRegex(@"<(style|script)>(.*?)</\1>", RegexOptions.Singleline)]
    private static partial Regex Executed();

    [GeneratedRegex("'sha256-([^']+)'")]
    private static partial Regex Allowed();

    [GeneratedRegex("<[/!a-zA-Z][^> ]*")]
    private static partial Regex Tag();
}
