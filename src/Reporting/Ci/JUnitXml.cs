using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using GcVerify.Oracle;

namespace GcVerify.Reporting.Ci;

/// <summary>
/// Results as JUnit XML, the form in which continuous integration takes the results of tests: a suite for each collector, in it a case for the
/// run as a whole and one for each law. A law that is violated has failed, and so has every other by which the same bug was seen; one that
/// the promises rule out, or of which nothing is known, is skipped; a run that could not be finished is an error. Times are left out: the
/// same run gives the same text.
/// </summary>
public static class JUnitXml
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Replace,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>Renders results, with a line end.</summary>
    /// <param name="run">What the case of the run as a whole is called, such as <c>campaign</c>.</param>
    /// <param name="parameters">What the programs depend on, or null where they were not generated.</param>
    /// <param name="reports">The results.</param>
    public static string Render(string run, RunParameters? parameters, IEnumerable<CollectorReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        Suite[] suites = [.. reports.Select(report => new Suite(report, [RunCase(run, report), .. Laws.All.Select(law => LawCase(law, report))]))];
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "gcverify");
            WriteCounts(xml, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (Suite suite in suites)
            {
                Write(xml, suite, parameters);
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private sealed record Suite(CollectorReport Report, ImmutableArray<Case> Cases);

    /// <summary>A case and what came of it: an element inside it, or none if it passed.</summary>
    private sealed record Case(string Name, string Outcome = "", string Message = "", string Type = "", string Text = "");

    private static Case RunCase(string run, CollectorReport report) => report.Reason.Length == 0 ? new Case(run)
        : new Case(run, "error", report.Verdict == Verdict.Undecided ? "undecided" : "not verified to the end", "undecided", report.Reason);

    private static Case LawCase(Law law, CollectorReport report)
    {
        string name = law.ToString();
        ViolationText[] shown = [.. report.Violations.Where(violation => violation.Law == law.Id)];
        if (shown.Length > 0)
        {
            return new Case(name, "failure", shown[0].Message, law.Id, string.Join('\n', shown.Select(violation => violation.Text)));
        }

        foreach (ViolationText violation in report.Violations)
        {
            if (violation.AlsoShowsAs.FirstOrDefault(other => other.Law == law.Id) is { } also)
            {
                string text = $"{also.Program}\nprogram: {also.File}\nreplay: {also.Replay}\n";
                return new Case(name, "failure", $"the same bug as {violation.Law}: {violation.Message}", law.Id, text);
            }
        }

        return report.LawsNotApplied.Contains(law.Id) ? new Case(name, "skipped", "not applied: the collector's promises rule it out")
            : law == Laws.Agreement ? new Case(name, "skipped", "not judged here: 'gcverify diff' compares collectors")
            : report.Verdict == Verdict.Undecided ? new Case(name, "skipped", "undecided")
            : new Case(name);
    }

    private static void WriteCounts(XmlWriter xml, ImmutableArray<Case> cases)
    {
        xml.WriteAttributeString("tests", cases.Length.ToString(Invariant));
        foreach ((string attribute, string outcome) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
        {
            xml.WriteAttributeString(attribute, cases.Count(one => one.Outcome == outcome).ToString(Invariant));
        }
    }

    private static void Write(XmlWriter xml, Suite suite, RunParameters? parameters)
    {
        CollectorReport report = suite.Report;
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", XmlText.Clean(report.Collector));
        WriteCounts(xml, suite.Cases);
        xml.WriteStartElement("properties");
        if (parameters is not null)
        {
            WriteProperty(xml, "seed", parameters.Seed.ToString(Invariant));
            WriteProperty(xml, "preset", parameters.Preset);
        }

        WriteProperty(xml, "programs", report.Programs.ToString(Invariant));
        WriteProperty(xml, "operations", report.Statistics.Operations.ToString(Invariant));
        WriteProperty(xml, "collections", report.Statistics.Collections.ToString(Invariant));
        xml.WriteEndElement();
        foreach (Case one in suite.Cases)
        {
            Write(xml, report.Collector, one);
        }

        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", XmlText.Clean(value));
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string collector, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", XmlText.Clean("gcverify." + collector));
        xml.WriteAttributeString("name", XmlText.Clean(one.Name));
        if (one.Outcome.Length > 0)
        {
            xml.WriteStartElement(one.Outcome);
            xml.WriteAttributeString("message", XmlText.Clean(one.Message));
            if (one.Type.Length > 0)
            {
                xml.WriteAttributeString("type", one.Type);
            }

            xml.WriteString(XmlText.Clean(one.Text));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
