using GcVerify.Collectors;
using GcVerify.Collectors.Faulty;
using GcVerify.Oracle;

namespace GcVerify.Properties.Collectors;

public sealed class CollectorCatalogTests
{
    public static TheoryData<string> Correct => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Fact]
    public void Names_are_unique_and_kebab_case()
    {
        Assert.Distinct(CollectorCatalog.All.Select(entry => entry.Name));
        Assert.All(CollectorCatalog.All, entry => Assert.Matches(@"\A[a-z]+(-[a-z]+)*\z", entry.Name));
    }

    [Fact]
    public void Correct_collectors_are_sorted_by_name_and_all_others_are_faults()
    {
        Assert.Equal(CollectorCatalog.Correct.OrderBy(entry => entry.Name, StringComparer.Ordinal), CollectorCatalog.Correct);
        Assert.All(CollectorCatalog.Correct, entry => Assert.True(entry.IsCorrect));
        Assert.All(CollectorCatalog.All.Except(CollectorCatalog.Correct), entry => Assert.False(entry.IsCorrect));
    }

    [Fact]
    public void A_collector_is_found_by_its_name_and_a_wrong_name_finds_none()
    {
        Assert.All(CollectorCatalog.All, entry => Assert.Same(entry, CollectorCatalog.Find(entry.Name)));
        Assert.Null(CollectorCatalog.Find("Mark-Sweep"));
    }

    [Fact]
    public void A_summary_is_one_line_without_a_full_stop() =>
        Assert.All(CollectorCatalog.All, entry => Assert.Matches(@"\A[^\n]{10,140}[^.\n]\z", entry.Summary));

    [Fact]
    public void A_fault_names_laws_and_a_correct_collector_that_it_was_made_of() =>
        Assert.All(FaultCatalog.All, fault =>
        {
            Assert.NotEmpty(fault.Laws);
            Assert.All(fault.Laws, id => Assert.NotNull(Laws.Find(id)));
            Assert.Contains(CollectorCatalog.Correct, entry => entry.Name == fault.On);
            Assert.Equal(fault.Name, CollectorCatalog.Find(fault.Name)?.Name);
        });

    [Theory]
    [MemberData(nameof(Correct))]
    public void A_correct_collector_has_a_page_with_all_sections(string collector)
    {
        string page = Repository.Read($"docs/collectors/{collector}.md");
        Assert.StartsWith("# ", page, StringComparison.Ordinal);
        Assert.Equal(
            ["Who uses it", "What it demands of the mutator", "How it works here", "What it promises", "Cost", "Sources"],
            page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.InRange(page.Split('\n').Length, 25, 42);
    }

    [Fact]
    public void There_is_no_page_of_a_collector_that_is_not_there() =>
        Assert.Equal(CollectorCatalog.Correct.Select(entry => entry.Name), Repository.NamesIn("docs/collectors", "*.md"));
}
