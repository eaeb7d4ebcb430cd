using System.Globalization;
using System.Xml.Linq;
using FsCheck.Xunit;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Reporting.Ci;

namespace GcVerify.Properties.Reporting;

public sealed class JUnitXmlTests
{
    private static readonly RunParameters Parameters = new(7, "mixed", 2, 10, 0);

    [Fact]
    public void Every_collector_is_a_suite_with_a_case_for_the_run_and_one_for_each_law()
    {
        XElement root = Parse(JUnitXml.Render("campaign", Parameters, [Reports.Holds, Reports.Violated(), Reports.Undecided]));

        Assert.Equal(["mark-sweep", "skips", "slow"], root.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value));
        string[] names = ["campaign", .. Laws.All.Select(law => law.ToString())];
        Assert.All(root.Elements("testsuite"), suite => Assert.Equal(names, Cases(suite).Select(one => one.Attribute("name")!.Value)));
    }

    [Fact]
    public void A_violated_law_has_failed_with_its_counterexample()
    {
        XElement suite = Suite(Reports.Violated("Object #1 is freed.", "1 r0 = new 0\nreplay: gcverify run x\n"));

        XElement failure = Case(suite, "S1").Element("failure")!;
        Assert.Equal("Object #1 is freed.", failure.Attribute("message")!.Value);
        Assert.Equal("1 r0 = new 0\nreplay: gcverify run x\n", failure.Value);
    }

    [Fact]
    public void A_law_by_which_the_same_bug_was_seen_has_failed_too()
    {
        XElement failure = Case(Suite(Reports.Violated()), "W2").Element("failure")!;

        Assert.StartsWith("the same bug as S1: ", failure.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Contains("replay: gcverify run y", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_judged_is_skipped_and_not_passed()
    {
        XElement holds = Suite(Reports.Holds), undecided = Suite(Reports.Undecided);

        Assert.NotNull(Case(holds, "S8").Element("skipped"));
        Assert.NotNull(Case(holds, "M3").Element("skipped"));
        Assert.Null(Case(holds, "S1").Element("skipped"));
        Assert.NotNull(Case(undecided, "S1").Element("skipped"));
        Assert.Equal(Reports.Undecided.Reason, Case(undecided, "campaign").Element("error")!.Value);
    }

    [Fact]
    public void Counts_are_those_of_the_cases()
    {
        XElement root = Parse(JUnitXml.Render("campaign", Parameters, [Reports.Holds, Reports.Violated(), Reports.Undecided]));

        foreach (XElement element in root.DescendantsAndSelf().Where(one => one.Name.LocalName.StartsWith("testsuite", StringComparison.Ordinal)))
        {
            Assert.Equal(element.Descendants("testcase").Count(), Count(element, "tests"));
            Assert.Equal(element.Descendants("failure").Count(), Count(element, "failures"));
            Assert.Equal(element.Descendants("error").Count(), Count(element, "errors"));
            Assert.Equal(element.Descendants("skipped").Count(), Count(element, "skipped"));
        }

        Assert.Equal((2, 1), (Count(root, "failures"), Count(root, "errors")));
    }

    [Theory]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("\u001b[31mred\u009b", "\uFFFD[31mred\uFFFD")]
    [InlineData("\uFFFE\uFFFF", "\uFFFD\uFFFD")]
    [InlineData("one\r\ntwo\rthree", "one\ntwo\nthree")]
    [InlineData("]]> & <failure> \"'", "]]> & <failure> \"'")]
    [InlineData("\U0001F5D1 tab\t", "\U0001F5D1 tab\t")]
    public void What_XML_cannot_hold_is_replaced_and_all_else_comes_back(string given, string read)
    {
        XElement failure = Case(Suite(Reports.Violated(given, given)), "S1").Element("failure")!;

        Assert.Equal((read, read), (failure.Attribute("message")!.Value, failure.Value));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() =>
        Assert.Equal("a\uFFFDb", Case(Suite(Reports.Violated(text: string.Concat("a", '\uD800', "b"))), "S1").Element("failure")!.Value);

    [Property]
    public void Whatever_the_text_it_is_well_formed(string message, string text) =>
        Suite(Reports.Violated(message ?? "", text ?? ""));

    private static XElement Parse(string xml) => XDocument.Parse(xml).Root!;

    private static XElement Suite(CollectorReport report) => Parse(JUnitXml.Render("campaign", null, [report])).Element("testsuite")!;

    private static IEnumerable<XElement> Cases(XElement suite) => suite.Elements("testcase");

    private static XElement Case(XElement suite, string name) =>
        Cases(suite).Single(one => one.Attribute("name")!.Value.Split(' ')[0] == name);

    private static int Count(XElement element, string attribute) =>
        int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
