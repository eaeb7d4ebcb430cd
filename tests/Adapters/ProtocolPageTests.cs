using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GcVerify.Adapters;
using GcVerify.Mutator;

namespace GcVerify.AdapterTests;

/// <summary>The page about the protocol says what the code says: its tables are made of it.</summary>
public sealed partial class ProtocolPageTests
{
    private static string Page { get; } = File.ReadAllText(PathOfPage()).ReplaceLineEndings("\n");

    public static TheoryData<string> Tables => [.. ProtocolTables.All.Keys];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_what_the_code_says(string name)
    {
        Match table = Assert.Single(MarkedTables().Matches(Page), match => match.Groups[1].Value == name);
        Assert.Equal(ProtocolTables.All[name], table.Groups[2].Value);
    }

    [Fact]
    public void There_are_no_other_tables_of_codes() =>
        Assert.Equal(ProtocolTables.All.Keys, MarkedTables().Matches(Page).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    /// <summary>One that changed nothing would be announced for nothing.</summary>
    [Fact]
    public void Each_capability_promises_something_of_its_own()
    {
        AdapterHello none = Parse();
        Assert.True(Parse(Capability.Together).RunsTogether);
        IEnumerable<Capability> ofRuntimes = Capability.All.Where(capability => capability.Name != Capability.Together);
        Promises[] promises = [.. ofRuntimes.Select(capability => Parse(capability.Name).Promises)];
        Assert.DoesNotContain(none.Promises, promises);
        Assert.Equal(promises.Length, promises.Distinct().Count());
    }

    private static AdapterHello Parse(params string[] capabilities)
    {
        string names = string.Join(',', capabilities.Select(name => $"\"{name}\""));
        string hello = $$"""{"type":"hello","proto":1,"runtime":"R","class":"complete","caps":[{{names}}]}""";
        return AdapterHello.Parse(System.Text.Encoding.UTF8.GetBytes(hello));
    }

    private static string PathOfPage([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "protocol.md");

    [GeneratedRegex(@"^<!-- table: (\w+) -->\n\n((?:\|.*\n)+)\n<!-- end -->$", RegexOptions.Multiline)]
    private static partial Regex MarkedTables();
}
