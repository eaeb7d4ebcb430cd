using System.Text.Json;

namespace GcVerify.CliTests;

public sealed class ListTests
{
    [Theory]
    [InlineData("collectors")]
    [InlineData("laws")]
    [InlineData("presets")]
    public async Task Lists_are_tables_within_80_columns(string what)
    {
        Outcome outcome = Gcverify.Run("list", what);

        Assert.Equal(0, outcome.ExitCode);
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(outcome.Output).UseParameters(what);
    }

    [Theory]
    [InlineData("collectors")]
    [InlineData("laws")]
    [InlineData("presets")]
    [InlineData("runtimes")]
    public void Lists_in_JSON_are_as_their_schema_says_and_have_the_names_of_the_table(string what)
    {
        Outcome outcome = Gcverify.Run("list", what, "--format", "json");

        Schema.Load("list").Accept(outcome.Output);
        string table = Gcverify.Run("list", what).Output;
        JsonElement[] entries = [.. JsonDocument.Parse(outcome.Output).RootElement.GetProperty(what).EnumerateArray()];
        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.Contains(entry.GetProperty("name").GetString()! + " ", table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Collectors_in_JSON() => await Verify(Gcverify.Run("list", "collectors", "--format", "json").Output);
}
