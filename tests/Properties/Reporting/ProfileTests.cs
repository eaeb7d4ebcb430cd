using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>The figures of a profile agree with the heap, with what is computed from scratch, and with each other.</summary>
public sealed class ProfileTests
{
    private const int ProgramsOfEachPreset = 6;

    // Their finalizers run inside a collection, which is beyond the naive model.
    public static TheoryData<string> Collectors =>
        [.. CollectorCatalog.Correct.Select(entry => entry.Name).Where(name => !name.StartsWith("cpython", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_ledger_holds_what_the_heap_says_is_occupied_and_what_is_live_then_or_later(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (recorder, naive) =>
        {
            HeapHistory history = recorder.ToHistory();
            HeapLedger ledger = HeapLedger.Of(history);
            Dictionary<int, int> occupied = Occupied(collector, history.Program);
            for (int step = 0; step <= ledger.Steps; step++)
            {
                long Words(Func<int, bool> counts) => naive.AllocatedAt.Keys
                    .Where(number => naive.AllocatedAt[number] <= step && counts(number)).Sum(number => (long)history.LifeOf(number).Words);

                Assert.Equal(Words(_ => true), ledger.AllocatedAt(step));
                Assert.Equal(Words(number => !naive.FreedAt.TryGetValue(number, out int freed) || freed > step), ledger.KeptAt(step));
                Assert.Equal(Words(number => naive.DiedAt(number) is not int died || died > step), ledger.LiveAt(step));
                Assert.Equal(ledger.KeptAt(step), ledger.LiveAt(step) + ledger.FloatingAt(step));
                if (occupied.TryGetValue(step, out int words))
                {
                    Assert.Equal(words, ledger.KeptAt(step));
                }
            }
        });

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_profile_and_its_tables_agree_with_the_ledger(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, NaiveLives _) =>
        {
            HeapHistory history = recorder.ToHistory();
            HeapLedger ledger = HeapLedger.Of(history);
            HeapProfile profile = Profiling.Of(collector, "a program", history, ledger);
            int[] steps = [.. Enumerable.Range(0, ledger.Steps + 1)];
            Assert.Equal(steps.Max(ledger.KeptAt), profile.Totals.PeakKept);
            Assert.Equal(profile.Totals.PeakKept, ledger.KeptAt(profile.Totals.PeakKeptStep));
            Assert.Equal(steps.Max(ledger.LiveAt), profile.Points.Max(point => point.Live));
            Assert.Equal(steps, profile.Points.Select(point => point.Step));
            Assert.Equal(history.Pauses.Sum(pause => pause.Accesses), profile.Pauses?.Work ?? 0);
            foreach (ProfileRows rows in Enum.GetValues<ProfileRows>())
            {
                string table = ProfileTable.Render(history, ledger, rows);
                Assert.Equal(ledger.KeptAt(ledger.Steps), ColumnSum(table, "increment"));
                Assert.Equal(profile.Pauses?.Work ?? 0, ColumnSum(table, "work"));
            }
        });

    [Fact]
    public void A_long_run_is_shown_by_few_points_and_no_peak_is_lost()
    {
        var program = new ProgramBuffer { Locals = 2 };
        for (int i = 0; i < 20_000; i++)
        {
            program.Add(i == 12_345 ? Operation.New(Root.Local(1), Shape.Plain(0, 500))
                : i == 12_346 ? Operation.Clear(Root.Local(1))
                : i % 4 == 3 ? Operation.Collect()
                : Operation.New(Root.Local(0), Shape.Plain(0, i % 7)));
        }

        HeapHistory history = HeapRecorder.Run(Subjects.Of("mark-sweep").Create(), program.ToProgram(), ObservationPlan.None).ToHistory();
        HeapProfile profile = Profiling.Of("mark-sweep", "a program", history, HeapLedger.Of(history));
        Assert.True(profile.Points.Length < 5 * Profiling.MostPoints);
        Assert.Equal(profile.Totals.PeakKept, profile.Points.Max(point => point.Kept));
        Assert.Equal(12_346, profile.Totals.PeakKeptStep);
        Assert.Equal(12_346, profile.Points.MaxBy(point => point.Kept).Step);
    }

    [Fact]
    public void Minimum_mutator_utilisation_is_the_least_share_of_any_window()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            // The run as a line of heap accesses: true for one of the collector.
            var random = new SeededRandom((ulong)seed);
            var line = new List<bool>();
            var pauses = ImmutableArray.CreateBuilder<Pause>();
            long mutator = 0;
            for (int i = 0; i < 12; i++)
            {
                int worked = random.Below(9), paused = random.Below(7);
                mutator += worked;
                line.AddRange(Enumerable.Repeat(false, worked));
                line.AddRange(Enumerable.Repeat(true, paused));
                pauses.Add(new Pause(i + 1, mutator, paused));
            }

            PauseFigures figures = new PauseTimeline(pauses.ToImmutable(), mutator).Figures();
            Assert.Equal(line.Count(one => one), figures.Work);
            foreach (Utilisation one in figures.Utilisation)
            {
                int window = (int)one.Window;
                int most = Enumerable.Range(0, line.Count - window + 1).Max(start => line.GetRange(start, window).Count(paused => paused));
                Assert.Equal((double)(window - most) / window, one.Least, 12);
            }
        }
    }

    [Fact]
    public void What_is_saved_is_read_again_and_anything_else_is_refused()
    {
        MutatorProgram program = ProgramParser.Parse("r0 = new 2\nregion end\ncollect 0\nr0 = null\n", "a program");
        HeapHistory history = HeapRecorder.Run(Subjects.Of("generational").Create(), program, ObservationPlan.None).ToHistory();
        HeapProfile profile = Profiling.Of("generational", "a program", history, HeapLedger.Of(history));
        string text = ProfileJson.Render([profile]);
        Assert.Equal(text, ProfileJson.Render(ProfileJson.Read(text)));
        string later = text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal);
        string other = text.Replace("\"unit\"", "\"units\"", StringComparison.Ordinal);
        Assert.All(["", "null", "[]", "{}", later, other], wrong => Assert.Throws<FormatException>(() => ProfileJson.Read(wrong)));
    }

    /// <summary>Words that belong to objects, as walks find them, by step; where a collector does not have an object twice at times.</summary>
    private static Dictionary<int, int> Occupied(string collector, MutatorProgram program)
    {
        var walks = new OccupiedWords();
        Subjects.Of(collector).Create().Run(program, ObservationPlan.Dense, walks);
        return walks.HasTwins ? [] : walks.ByStep;
    }

    private static long ColumnSum(string table, string heading)
    {
        string[] lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int end = lines[0].IndexOf(heading, StringComparison.Ordinal) + heading.Length;
        return lines.Skip(1).Where(line => line.Length >= end).Select(line => line[..end].Split(' ')[^1])
            .Sum(cell => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0);
    }

    private sealed class OccupiedWords : ObserverBase
    {
        private int _step;

        public Dictionary<int, int> ByStep { get; } = [];

        public bool HasTwins { get; private set; }

        public override void Started(MutatorProgram program, Promises promises) => HasTwins = promises.Moves && promises.Incremental;

        public override void Executing(int index, in Operation primitive) => _step = index + 1;

        public override void WalkEnded(int occupiedWords) => ByStep[_step] = occupiedWords;
    }
}
