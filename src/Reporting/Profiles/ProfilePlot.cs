using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>Memory over the steps in plain characters: of one profile what is live and what floats, of several what is kept.</summary>
public static class ProfilePlot
{
    private const int Height = 12;
    private const int LabelWidth = 8;
    private const char Live = '#', Floating = '.', Full = '^', Minor = '\'';
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static int Columns => TextLayout.Width - LabelWidth - 2;

    /// <summary>Renders it with a legend, with a line end. At most 26 profiles, of the same unit.</summary>
    public static string Render(IReadOnlyList<HeapProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        int steps = Math.Max(1, profiles.Max(profile => profile.Points.Length == 0 ? 0 : profile.Points[^1].Step));
        long most = Math.Max(1, profiles.Max(profile => profile.Totals.PeakKept));
        var text = new StringBuilder();
        char[][] canvas = profiles.Count == 1 ? Area(profiles[0], steps, most) : Lines(profiles, steps, most);
        for (int row = Height - 1; row >= 0; row--)
        {
            string label = row == Height - 1 ? most.ToString(Invariant) : row == 0 ? "0" : "";
            text.Append(label.PadLeft(LabelWidth)).Append(" |").Append(new string(canvas[row]).TrimEnd()).Append('\n');
        }

        text.Append(' ', LabelWidth).Append(" +").Append('-', Columns).Append('\n');
        foreach (HeapProfile profile in profiles)
        {
            AppendMarks(text, profile, steps, profiles.Count == 1 ? "" : NameOf(profiles, profile));
        }

        string end = steps.ToString(Invariant);
        text.Append(' ', LabelWidth).Append("  0").Append(end.PadLeft(Columns - 1)).Append('\n');
        AppendLegend(text, profiles);
        return text.ToString();
    }

    private static char[][] Area(HeapProfile profile, int steps, long most)
    {
        char[][] canvas = Blank();
        for (int column = 0; column < Columns; column++)
        {
            ProfilePoint point = HighestIn(profile, column, steps);
            for (int row = 0; row < RowsOf(point.Kept, most); row++)
            {
                canvas[row][column] = row < RowsOf(point.Live, most) ? Live : Floating;
            }
        }

        return canvas;
    }

    private static char[][] Lines(IReadOnlyList<HeapProfile> profiles, int steps, long most)
    {
        char[][] canvas = Blank();
        for (int i = profiles.Count - 1; i >= 0; i--)
        {
            for (int column = 0; column < Columns; column++)
            {
                int rows = RowsOf(HighestIn(profiles[i], column, steps).Kept, most);
                if (rows > 0)
                {
                    canvas[rows - 1][column] = Letter(i);
                }
            }
        }

        return canvas;
    }

    /// <summary>The point with the most kept of those that share a column; the one before them where there is none.</summary>
    private static ProfilePoint HighestIn(HeapProfile profile, int column, int steps)
    {
        long first = (long)column * (steps + 1) / Columns, end = ((long)column + 1) * (steps + 1) / Columns;
        ProfilePoint found = default;
        bool inside = false;
        int low = 0, high = profile.Points.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = profile.Points[middle].Step < first ? (middle + 1, high) : (low, middle);
        }

        for (int i = low; i < profile.Points.Length && profile.Points[i].Step < end; i++)
        {
            found = !inside || profile.Points[i].Kept > found.Kept ? profile.Points[i] : found;
            inside = true;
        }

        return inside ? found : low > 0 ? profile.Points[low - 1] : default;
    }

    /// <summary>What is more than nothing is seen.</summary>
    private static int RowsOf(long value, long most) => value <= 0 ? 0 : (int)(((value * Height) + most - 1) / most);

    private static char[][] Blank() => [.. Enumerable.Range(0, Height).Select(_ => new string(' ', Columns).ToCharArray())];

    private static void AppendMarks(StringBuilder text, HeapProfile profile, int steps, string name)
    {
        char[] marks = new string(' ', Columns).ToCharArray();
        foreach (CollectionMark collection in profile.Collections)
        {
            int column = (int)((long)collection.Step * Columns / (steps + 1));
            marks[column] = collection.IsFull || marks[column] == Full ? Full : Minor;
        }

        if (profile.Collections.Length > 0)
        {
            text.Append(name.PadLeft(LabelWidth)).Append("  ").Append(new string(marks).TrimEnd()).Append('\n');
        }
    }

    private static void AppendLegend(StringBuilder text, IReadOnlyList<HeapProfile> profiles)
    {
        string marks = $"{Full} full collection, {Minor} minor";
        string unit = profiles[0].Unit;
        if (profiles.Count == 1)
        {
            string areas = $"{Live} live, {Floating} floating (dead and not freed)";
            TextLayout.AppendLabelled(text, "  ", $"{unit} after each step: {areas}; {marks}");
            return;
        }

        TextLayout.AppendLabelled(text, "  ", $"{unit} kept after each step; {marks}");
        for (int i = 0; i < profiles.Count; i++)
        {
            text.Append("  ").Append(Letter(i)).Append(' ').Append(profiles[i].Collector).Append('\n');
        }
    }

    private static string NameOf(IReadOnlyList<HeapProfile> profiles, HeapProfile profile)
    {
        int i = 0;
        while (!ReferenceEquals(profiles[i], profile))
        {
            i++;
        }

        return Letter(i).ToString();
    }

    private static char Letter(int index) => (char)('a' + index);
}
