using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>Profiles for people: a plot, and the figures of each side by side.</summary>
public static class ProfileText
{
    private const string Unknown = "-";
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Renders them, with a line end. All have the same unit.</summary>
    public static string Render(IReadOnlyList<HeapProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var text = new StringBuilder();
        text.Append(ProfilePlot.Render(profiles)).Append('\n');
        AppendRegions(text, profiles[0]);
        text.Append(Figures(profiles));
        foreach (HeapProfile profile in profiles.Where(profile => profile.Violated is not null))
        {
            TextLayout.AppendLabelled(text, "\n", $"On {profile.Collector} the run ended early: it breaks {profile.Violated}.");
        }

        return text.ToString();
    }

    /// <summary>The figures: a row for each, a column for each profile.</summary>
    public static string Figures(IReadOnlyList<HeapProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        string unit = profiles[0].Unit;

        // The last column takes what is left of the line, so it is an empty one.
        var table = new TextTable(["", .. profiles.Select(profile => profile.Collector), ""], [false, .. profiles.Select(_ => true), false]);
        void Row(string name, Func<HeapProfile, string> cell) => table.Add([name, .. profiles.Select(cell), ""]);
        void Pause(string name, Func<PauseFigures, string> cell) =>
            Row(name, profile => profile.Pauses is { } pauses ? cell(pauses) : Unknown);
        void Drag(string name, Func<DragFigures, string> cell) => Row(name, profile => profile.Drag.Freed > 0 ? cell(profile.Drag) : Unknown);

        Row("objects allocated", profile => Number(profile.Totals.Objects));
        Row($"{unit} allocated", profile => Number(profile.Totals.Allocated));
        Row($"peak kept, {unit} (step)", profile => AtStep(profile.Totals.PeakKept, profile.Totals.PeakKeptStep));
        Row($"peak live, {unit} (step)", profile => AtStep(profile.Totals.PeakLive, profile.Totals.PeakLiveStep));
        Row($"kept at the end, {unit}", profile => Number(profile.Totals.KeptAtEnd));
        Row($"live at the end, {unit}", profile => Number(profile.Totals.LiveAtEnd));
        Row($"mean floating, {unit}", profile => Rounded(profile.Totals.MeanFloating));
        Row($"slope, {unit} an operation", profile => Rounded(profile.Totals.Slope));
        Row("collections (full)", profile => $"{Number(profile.Totals.Collections)} ({Number(profile.Totals.FullCollections)})");
        Drag("drag, steps, median (most)", drag => $"{Number(drag.MedianSteps)} ({Number(drag.LongestSteps)})");
        Drag($"drag, {unit}, median (most)", drag => $"{Number(drag.MedianWords)} ({Number(drag.LongestWords)})");
        Row("dead and never freed", profile => Number(profile.Drag.NeverFreed));
        Pause("work of the mutator", pauses => Number(pauses.Mutator));
        Pause("work of the collector", pauses => Number(pauses.Work));
        Pause("pauses", pauses => Number(pauses.Count));
        Pause("longest pause (step)", pauses => pauses.Count == 0 ? Unknown : AtStep(pauses.Longest, pauses.LongestStep));
        Pause("pause, median", pauses => Number(pauses.Median));
        Pause("pause, 90 of 100", pauses => Number(pauses.Percentile90));
        Pause("pause, 99 of 100", pauses => Number(pauses.Percentile99));
        IEnumerable<Utilisation> utilisation = profiles.SelectMany(profile => profile.Pauses?.Utilisation ?? []);
        foreach (long window in utilisation.Select(one => one.Window).Distinct().Order())
        {
            Pause($"least share of {Number(window)}", pauses => Share(pauses, window));
        }

        return table.Render();
    }

    private static void AppendRegions(StringBuilder text, HeapProfile profile)
    {
        if (profile.Regions.Length > 0)
        {
            string regions = string.Join(", ", profile.Regions.Select(region => $"{region.Name} from {Number(region.Step)}"));
            TextLayout.AppendLabelled(text, "  regions: ", regions);
            text.Append('\n');
        }
    }

    private static string Share(PauseFigures pauses, long window)
    {
        foreach (Utilisation one in pauses.Utilisation)
        {
            if (one.Window == window)
            {
                return string.Create(Invariant, $"{100 * one.Least:0.0} %");
            }
        }

        return Unknown;
    }

    private static string AtStep(long value, int step) => $"{Number(value)} ({Number(step)})";

    private static string Rounded(double value) => value.ToString("0.##", Invariant);

    private static string Number(long value) => value.ToString(Invariant);
}
