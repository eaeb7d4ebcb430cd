using System.Globalization;
using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Properties.Verification;
using GcVerify.Reporting;

namespace GcVerify.Properties.Reporting;

/// <summary>Tables add up, and agree with the ledger of the heap and with counting by hand.</summary>
public sealed class HeapTableTests
{
    private const int ProgramsOfEachPreset = 3;

    private static HeapTableQuery OfEach => new() { By = "individual", Lines = int.MaxValue };

    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void The_words_of_all_rows_are_those_that_the_heap_has_claimed(string collector) => OfMoments(collector, (program, moment) =>
    {
        var ledger = new Ledger();
        Subjects.Of(collector).Create().Run(program, ObservationPlan.Dense, ledger);
        foreach (string by in HeapTableQuery.Groupings)
        {
            HeapTable table = Table(program, moment, new HeapTableQuery { By = by, Lines = int.MaxValue });
            var rows = new Tally(table.Rows.Sum(row => row.Amount.Objects), table.Rows.Sum(row => row.Amount.Words));
            Assert.Equal(table.Total, rows);
            Assert.Equal(table.AllRows, table.Rows.Length);
            Assert.Equal(moment.Present.Count(), table.Total.Objects);
            int claimed = ledger.WordsAfter(moment.Step);

            // Of an object that is being copied while the mutator runs there are two.
            bool twice = !Laws.Conservation.Applies(moment.Promises);
            Assert.InRange(claimed, table.Total.Words, twice ? int.MaxValue : table.Total.Words);
        }
    });

    [Theory]
    [MemberData(nameof(Collectors))]
    public void Each_row_counts_what_has_its_label(string collector) => OfMoments(collector, (program, moment) =>
    {
        foreach ((string by, Func<HeapObject, string> label) in NaiveLabels(moment, program))
        {
            IEnumerable<(string Label, int Objects, int Words)> expected = moment.Present
                .GroupBy(label)
                .Select(group => (group.Key, group.Count(), group.Sum(one => one.Words)));
            HeapTable table = Table(program, moment, new HeapTableQuery { By = by, Lines = int.MaxValue });
            Assert.Equal(expected.Order(), table.Rows.Select(row => (row.Label, row.Amount.Objects, row.Amount.Words)).Order());
            Assert.Equal(table.Rows.OrderByDescending(row => row.Amount.Words).ThenByDescending(row => row.Amount.Objects), table.Rows);
        }
    });

    [Theory]
    [InlineData("generational")]
    [InlineData("reference-counting")]
    public void A_row_is_looked_into_by_other_groupings_that_add_up_to_it(string collector) => OfMoments(collector, (program, moment) =>
    {
        foreach (string by in HeapTableQuery.Groupings)
        {
            HeapTable outer = Table(program, moment, new HeapTableQuery { By = by });
            for (int row = 0; row < outer.Rows.Length; row++)
            {
                HeapTable inner = Table(program, moment, OfEach with { Rows = [new RowChoice(by, row)] });
                Assert.Equal(outer.Rows[row].Amount, inner.Total);
                Assert.Equal(outer.Rows[row].Label, Assert.Single(inner.Within));
                Assert.All(inner.Rows, one => Assert.Equal(1, one.Amount.Objects));
            }
        }
    });

    [Theory]
    [MemberData(nameof(Collectors))]
    public void Leaks_are_what_no_root_leads_to(string collector) => OfMoments(collector, (program, moment) =>
    {
        HeapTable all = Table(program, moment, new HeapTableQuery());
        HeapTable leaks = Table(program, moment, new HeapTableQuery { LeaksOnly = true });
        Assert.Equal(moment.Present.Count(one => one.GarbageSince is not null), leaks.Total.Objects);
        Assert.Equal(all.Garbage, leaks.Total);
        Assert.Equal(default, leaks.Live);
    });

    [Theory]
    [InlineData("semispace")]
    [InlineData("reference-counting")]
    public void A_row_dominates_what_each_of_its_objects_retains(string collector) => OfMoments(collector, (program, moment) =>
    {
        foreach (string by in HeapTableQuery.Groupings)
        {
            HeapTable table = Table(program, moment, new HeapTableQuery { By = by, Dominated = true });
            for (int i = 0; i < table.Rows.Length; i++)
            {
                Tally dominated = table.Rows[i].Dominated!.Value;
                Assert.True(dominated.Words >= table.Rows[i].Amount.Words && dominated.Objects >= table.Rows[i].Amount.Objects);
                HeapTable row = Table(program, moment, OfEach with { Dominated = true, Rows = [new RowChoice(by, i)] });
                Assert.True(by == "individual" || row.Rows.All(one => one.Dominated!.Value.Objects <= dominated.Objects));
            }
        }
    });

    [Theory]
    [InlineData("generational")]
    [InlineData("reference-counting")]
    public void A_difference_is_that_of_two_tables(string collector) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (Action<HeapRecorder, MutatorProgram>)IsDifference);

    private static void IsDifference(HeapRecorder recorder, MutatorProgram program)
    {
        HeapMoment before = recorder.Moments[recorder.Moments.Count / 3], now = recorder.Moments[^2];
        foreach (string by in HeapTableQuery.Groupings)
        {
            var query = new HeapTableQuery { By = by, Lines = int.MaxValue };
            HeapDifference difference = HeapDifference.Of(before, now, program, query);
            HashSet<int> were = [.. before.Present.Select(one => one.Number)], are = [.. now.Present.Select(one => one.Number)];
            Assert.Equal((are.Except(were).Count(), were.Except(are).Count()), (difference.Added, difference.Removed));
            Assert.Equal(difference.Total.Words, difference.Rows.Sum(row => row.Words));
            Assert.Equal(are.Count - were.Count, difference.Rows.Sum(row => row.Objects));
            HeapTable then = Table(program, before, query), today = Table(program, now, query);
            Assert.All(difference.Rows, row => Assert.Equal(AmountOf(then, row.Label), row.Before));
            Assert.All(difference.Rows, row => Assert.Equal(AmountOf(today, row.Label), row.Now));
            IEnumerable<string> labels = then.Rows.Concat(today.Rows).Select(row => row.Label).Distinct();
            Assert.Equal(labels.Count(label => AmountOf(then, label) != AmountOf(today, label)), difference.AllRows);
        }
    }

    private static Tally AmountOf(HeapTable table, string label) => table.Rows.SingleOrDefault(row => row.Label == label).Amount;

    private static void OfMoments(string collector, Action<MutatorProgram, HeapMoment> check) =>
        HeapRuns.OfEachPreset(collector, ProgramsOfEachPreset, (HeapRecorder recorder, MutatorProgram program) =>
        {
            foreach (HeapMoment moment in recorder.Moments.Where((one, i) => i % 7 == 6))
            {
                check(program, moment);
            }
        });

    private static HeapTable Table(MutatorProgram program, HeapMoment moment, HeapTableQuery query) => HeapTable.Of(moment, program, query);

    private static IEnumerable<(string By, Func<HeapObject, string> Label)> NaiveLabels(HeapMoment moment, MutatorProgram program)
    {
        yield return ("kind", one => one.Shape.Kind.ToString().ToLowerInvariant());
        yield return ("generation", one => one.State.Generation < 0 ? "not told" : "generation " + Text(one.State.Generation));
        yield return ("size", one => Text(one.Words) + (one.Words == 1 ? " word" : " words"));
        yield return ("operation", one => one.AllocatedAt > program.Body.Length
            ? "the collections at the end"
            : ProgramPrinter.Print(program.Body[one.AllocatedAt - 1], [.. program.Regions], [.. program.Finalizers]));
        yield return ("via", one => Joined(moment.Roots.Where(root => root.Number == one.Number).Select(root => root.Name)
            .Concat(Fields(moment, one.Number)
                .OrderBy(field => (field.Slot, field.Weak))
                .Select(field => $".{Text(field.Slot)}{(field.Weak ? " weakly" : "")}"))));
        yield return ("rcs", one => Joined(moment.Roots.Where(root => root.Number == one.Number)
            .OrderBy(root => root.Root.IsNone ? 2 : root.Root.IsGlobal ? 0 : 1)
            .Select(root => root.Root.IsNone ? "pending finalizer" : root.Root.IsGlobal ? "global" : "local")
            .Concat(Fields(moment, one.Number).OrderBy(field => (field.Kind, field.Weak))
                .Select(field => field.Kind.ToString().ToLowerInvariant() + (field.Weak ? " weakly" : "")))));
    }

    private static string Joined(IEnumerable<string> names) =>
        string.Join(", ", names.Distinct()) is { Length: > 0 } joined ? joined : "nothing";

    private static IEnumerable<(ObjectKind Kind, int Slot, bool Weak)> Fields(HeapMoment moment, int number) =>
        from holder in moment.Present
        from field in Enumerable.Range(0, holder.Shape.Fields)
        where moment.FieldsOf(holder.Number)[field] == number
        select (holder.Shape.Kind, field, field < moment.WeakFieldsOf(holder.Number));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The words that belong to objects after each step, as the heap itself keeps account of them.</summary>
    private sealed class Ledger : ObserverBase
    {
        private readonly SortedDictionary<int, int> _words = new() { [0] = 0 };
        private int _step;

        /// <summary>A step in which nothing is executed, such as the copy of null, changes nothing and is not told.</summary>
        public int WordsAfter(int step) => _words.Last(told => told.Key <= step).Value;

        public override void Executing(int index, in Operation primitive) => _step = index + 1;

        public override void WalkEnded(int occupiedWords) => _words[_step] = occupiedWords;
    }
}
