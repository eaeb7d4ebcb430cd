using System.Globalization;
using System.Text.RegularExpressions;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Properties.Oracle;

public sealed partial class LawsTests
{
    private const string Groups = "SWFLAPM";

    private static string Page => Repository.Read("docs/laws.md");

    public static TheoryData<string> Ids => [.. Laws.All.Select(law => law.Id)];

    [Fact]
    public void Every_law_of_the_class_is_in_the_list() =>
        Assert.Equal(
            typeof(Laws).GetProperties().Where(p => p.PropertyType == typeof(Law)).Select(p => (Law)p.GetValue(null)!).ToHashSet(),
            Laws.All.ToHashSet());

    [Fact]
    public void Ids_and_names_are_unique()
    {
        Assert.Distinct(Laws.All.Select(law => law.Id));
        Assert.Distinct(Laws.All.Select(law => law.Name));
        Assert.Distinct(Laws.All.Select(law => law.Statement));
    }

    [Fact]
    public void Laws_are_sorted_by_group_and_number() =>
        Assert.Equal(
            Laws.All
                .OrderBy(law => Groups.IndexOf(law.Id[0], StringComparison.Ordinal))
                .ThenBy(law => int.Parse(law.Id.AsSpan(1), CultureInfo.InvariantCulture))
                .Select(law => law.Id),
            Laws.All.Select(law => law.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_law_has_an_id_a_name_and_a_sentence(string id)
    {
        Law law = Laws.Find(id)!;
        Assert.Matches(@"\A[SWFLAPM][1-9][0-9]?\z", law.Id);
        Assert.Matches(@"\A[a-z]+(-[a-z]+)*\z", law.Name);
        Assert.Matches(@"\A[A-Z].*\.\z", law.Statement);
        Assert.Same(law, Laws.Find(id.ToLowerInvariant()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_law_has_a_section_that_begins_with_its_sentence(string id)
    {
        Law law = Laws.Find(id)!;
        Assert.Contains($"\n### {law.Id} {law.Name}\n\n{law.Statement}\n", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_no_section_of_a_law_that_is_not_there() =>
        Assert.Equal(Laws.All.Select(law => law.ToString()), Headings().Matches(Page).Select(match => match.Groups[1].Value));

    /// <summary>Promises of which at least one makes each law apply where everything is seen.</summary>
    private static readonly Promises[] Promising =
    [
        new() { UsableWords = 100 },
        new() { UsableWords = 100, Generations = 2, PromotionAge = 1, Moves = true },
        new() { UsableWords = 100, Completeness = Completeness.Acyclic, Immediate = true, Counts = CountedReferences.All },
        new()
        {
            UsableWords = 100,
            WeakReferences = true,
            Ephemerons = true,
            Finalizers = true,
            Uncollectable = UncollectableGarbage.WithFinalizers,
            FinalizationOrder = Enum.GetValues<FinalizationOrder>().First(order => order != FinalizationOrder.Unspecified),
        },
        new()
        {
            UsableWords = 100,
            Incremental = true,
            Colours = true,
            Snapshot = true,
            AllocatesBlack = true,
            StepWork = new(1, 1, 1),
            AllocationWork = new(1, 1, 1),
            Drag = new(1, 1),
        },
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_law_applies_where_what_the_page_says_can_be_seen_and_only_there(string id)
    {
        Law law = Laws.Find(id)!;
        Promises promises = Promising.First(law.Applies);
        string row = Assert.Single(SightRows().Matches(Page), match => match.Groups[2].Value.Split(' ').Contains(id)).Groups[1].Value;
        Sight needed = Sight.Least;
        foreach (Sight sight in Enum.GetValues<Sight>().Where(sight => int.IsPow2((int)sight)))
        {
            needed |= row.Contains($"`{sight}`", StringComparison.Ordinal) ? sight : Sight.Least;
            Assert.Equal(!needed.HasFlag(sight), law.Applies(promises with { Sight = Sight.Everything & ~sight }));
        }

        Assert.Equal(needed == Sight.Least, row.StartsWith("loads", StringComparison.Ordinal));
        Assert.True(law.Applies(promises with { Sight = needed }));
    }

    [Fact]
    public void An_unknown_id_finds_no_law() => Assert.Null(Laws.Find("S99"));

    [Theory]
    [MemberData(nameof(FaultKinds))]
    public void Every_fault_breaks_a_law_that_applies_to_all(FaultKind kind) =>
        Assert.True(Laws.Of(kind).Applies(new Promises { UsableWords = 0 }));

    public static TheoryData<FaultKind> FaultKinds => [.. Enum.GetValues<FaultKind>()];

    [GeneratedRegex(@"^\| (\S.*) \| ([SWFLAPM]\d+(?: [SWFLAPM]\d+)*) \|$", RegexOptions.Multiline)]
    private static partial Regex SightRows();

    [GeneratedRegex(@"^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
