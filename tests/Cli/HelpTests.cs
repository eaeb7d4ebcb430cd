namespace GcVerify.CliTests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("verify")]
    [InlineData("run")]
    [InlineData("shrink")]
    [InlineData("exhaust")]
    [InlineData("diff")]
    [InlineData("conform")]
    [InlineData("graph")]
    [InlineData("heap")]
    [InlineData("explain")]
    [InlineData("profile")]
    [InlineData("faults")]
    [InlineData("generate")]
    [InlineData("list")]
    [InlineData("list laws")]
    [InlineData("list runtimes")]
    public async Task Every_command_explains_itself_with_examples_within_80_columns(string command)
    {
        Outcome outcome = Gcverify.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Empty(outcome.Error);
        Assert.All(outcome.Lines, line => Assert.InRange(line.Length, 0, 80));
        await Verify(outcome.Output).UseParameters(command.Length == 0 ? "none" : command.Replace(' ', '-'));
    }

    [Fact]
    public void Without_arguments_it_shows_help()
    {
        Outcome outcome = Gcverify.Run();

        Assert.Equal(Gcverify.Run("--help").Output, outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public void The_version_is_a_number_and_nothing_else()
    {
        Outcome outcome = Gcverify.Run("--version");

        Assert.True(Version.TryParse(outcome.Output.Trim(), out _), outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }
}
