using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>
/// Memory over the steps as a picture: of one profile what is live and what is kept, as areas; of several what each keeps, as lines.
/// Collections are marks below, regions bands. Dark where
/// the reader's settings are.
/// </summary>
public static class ProfileSvg
{
    private const int Width = 960, PlotHeight = 320, Left = 72, Right = 24, Top = 40, RowOfMarks = 14, LegendRow = 20;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly string[] Dashes = ["", "6 3", "2 3", "10 4", "8 3 2 3", "1 4"];

    private const string Live = "fill=\"var(--live)\"";
    private const string Floating = "fill=\"var(--floating)\" fill-opacity=\"0.55\"";

    private const string Style = """
          <style>
            svg { --paper: #ffffff; --ink: #1f2328; --grid: #d0d7de; --live: #1a7f64; --floating: #c8791a; --band: #f3f5f7;
              --c0: #1f5fbf; --c1: #b3441e; --c2: #1a7f64; --c3: #7a3fa8; --c4: #8a6d00; --c5: #b01e5f; }
            @media (prefers-color-scheme: dark) {
              svg { --paper: #0d1117; --ink: #e6edf3; --grid: #30363d; --live: #3fb68f; --floating: #e0a050; --band: #161b22;
                --c0: #79b0ff; --c1: #ff9a70; --c2: #3fb68f; --c3: #c79bff; --c4: #e3c34a; --c5: #ff8fbc; }
            }
            text { font: 12px system-ui, sans-serif; fill: var(--ink); }
            .title { font-size: 14px; font-weight: 600; }
            .grid { stroke: var(--grid); }
          </style>

        """;

    /// <summary>Renders it, with a line end. All profiles have the same unit.</summary>
    public static string Render(IReadOnlyList<HeapProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var scale = new Scale(profiles);
        int marksTop = Top + PlotHeight + 22, legendTop = marksTop + (profiles.Count * RowOfMarks) + 18;
        int height = legendTop + (profiles.Count * LegendRow) + 8;
        string title = $"{profiles[0].Program} on {string.Join(", ", profiles.Select(profile => profile.Collector))}";
        var svg = new SvgWriter(Width, height, title, string.Join(" ", profiles.Select(Description)), Style);
        svg.Rectangle(0, 0, Width, height, "fill=\"var(--paper)\"");
        svg.Text(Left, 22, title, "class=\"title\"");
        AddRegions(svg, profiles[0], scale);
        AddAxes(svg, profiles[0].Unit, scale);
        for (int i = 0; i < profiles.Count; i++)
        {
            AddCurves(svg, profiles, i, scale);
            AddMarks(svg, profiles[i].Collections, profiles.Count == 1 ? "var(--ink)" : Colour(i), scale, marksTop + (i * RowOfMarks));
        }

        AddLegend(svg, profiles, legendTop);
        return svg.Finish();
    }

    private static string Description(HeapProfile profile)
    {
        ProfileTotals totals = profile.Totals;
        string kept = string.Create(Invariant, $"at most {totals.PeakKept} {profile.Unit} kept, after step {totals.PeakKeptStep}");
        return string.Create(Invariant, $"{profile.Collector}: {kept}; at most {totals.PeakLive} live; {Names.Count(totals.Collections, "collection")}.");
    }

    private static void AddRegions(SvgWriter svg, HeapProfile profile, Scale scale)
    {
        for (int i = 0; i < profile.Regions.Length; i++)
        {
            int next = i + 1 < profile.Regions.Length ? profile.Regions[i + 1].Step : scale.Steps;
            double from = scale.X(profile.Regions[i].Step);
            if (i % 2 == 0)
            {
                svg.Rectangle(from, Top, Math.Max(0, scale.X(next) - from), PlotHeight, "fill=\"var(--band)\"");
            }

            svg.Text(from + 4, Top + 14, profile.Regions[i].Name);
        }
    }

    private static void AddAxes(SvgWriter svg, string unit, Scale scale)
    {
        foreach (long value in Scale.Ticks(scale.Most))
        {
            double y = scale.Y(value);
            svg.Line(Left, y, Width - Right, y, "class=\"grid\"");
            svg.Text(Left - 8, y + 4, value.ToString(Invariant), "text-anchor=\"end\"");
        }

        foreach (long step in Scale.Ticks(scale.Steps))
        {
            svg.Text(scale.X((int)step), Top + PlotHeight + 16, step.ToString(Invariant), "text-anchor=\"middle\"");
        }

        svg.Text(Width - Right, 22, $"{unit} after each step", "text-anchor=\"end\"");
    }

    private static void AddCurves(SvgWriter svg, IReadOnlyList<HeapProfile> profiles, int index, Scale scale)
    {
        HeapProfile profile = profiles[index];
        if (profiles.Count == 1)
        {
            svg.Path(Path(profile, point => point.Kept, scale, closed: true), Floating);
            svg.Path(Path(profile, point => point.Live, scale, closed: true), Live);
        }
        else
        {
            svg.Path(Path(profile, point => point.Kept, scale, closed: false), $"fill=\"none\" {Stroke(index)}");
        }
    }

    /// <summary>A value stays what it is until the next step.</summary>
    private static string Path(HeapProfile profile, Func<ProfilePoint, long> value, Scale scale, bool closed)
    {
        var path = new StringBuilder();
        foreach (ProfilePoint point in profile.Points)
        {
            string x = SvgWriter.Of(scale.X(point.Step)), y = SvgWriter.Of(scale.Y(value(point)));
            path.Append(path.Length == 0 ? $"M{x} {y}" : $"H{x}V{y}");
        }

        if (closed && path.Length > 0)
        {
            path.Append($"V{SvgWriter.Of(scale.Y(0))}H{SvgWriter.Of(scale.X(profile.Points[0].Step))}Z");
        }

        return path.ToString();
    }

    private static void AddMarks(SvgWriter svg, IEnumerable<CollectionMark> collections, string colour, Scale scale, int y)
    {
        double last = double.MinValue;
        foreach (CollectionMark mark in collections.OrderBy(mark => mark.Step).ThenByDescending(mark => mark.IsFull))
        {
            double x = scale.X(mark.Step);
            if (x - last >= 1)
            {
                last = x;
                string width = mark.IsFull ? "2" : "1";
                svg.Line(x, y + (mark.IsFull ? 0 : 5), x, y + 10, $"stroke=\"{colour}\" stroke-width=\"{width}\"");
            }
        }
    }

    private static void AddLegend(SvgWriter svg, IReadOnlyList<HeapProfile> profiles, int top)
    {
        if (profiles.Count == 1)
        {
            svg.Rectangle(Left, top, 12, 12, Live);
            svg.Text(Left + 18, top + 11, "live");
            svg.Rectangle(Left + 70, top, 12, 12, Floating);
            svg.Text(Left + 88, top + 11, "floating: dead and not freed");
            svg.Text(Left + 290, top + 11, "marks below: collections, long ones full");
            return;
        }

        for (int i = 0; i < profiles.Count; i++)
        {
            int y = top + (i * LegendRow);
            svg.Line(Left, y + 6, Left + 28, y + 6, Stroke(i));
            svg.Text(Left + 36, y + 10, profiles[i].Collector);
        }
    }

    private static string Stroke(int index)
    {
        string dash = Dashes[index / Dashes.Length % Dashes.Length];
        return $"stroke=\"{Colour(index)}\" stroke-width=\"2\"" + (dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "");
    }

    private static string Colour(int index) => string.Create(Invariant, $"var(--c{index % Dashes.Length})");

    private sealed class Scale(IReadOnlyList<HeapProfile> profiles)
    {
        public int Steps { get; } = Math.Max(1, profiles.Max(profile => profile.Points.Length == 0 ? 0 : profile.Points[^1].Step));

        public long Most { get; } = Math.Max(1, profiles.Max(profile => profile.Totals.PeakKept));

        public double X(int step) => Left + ((double)step / Steps * (Width - Left - Right));

        public double Y(long value) => Top + PlotHeight - ((double)value / Most * PlotHeight);

        /// <summary>Round numbers from 0 up, four to ten of them where there are so many.</summary>
        public static IEnumerable<long> Ticks(long most)
        {
            long unit = 1;
            while (most / unit > 10)
            {
                unit *= (most / unit) switch { > 50 => 10, > 20 => 5, _ => 2 };
            }

            for (long value = 0; value <= most; value += unit)
            {
                yield return value;
            }
        }
    }
}
