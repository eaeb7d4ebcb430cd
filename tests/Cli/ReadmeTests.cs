using System.Text.RegularExpressions;

namespace GcVerify.CliTests;

/// <summary>What the README prints is what the program prints.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_output_in_the_README_is_what_its_command_prints()
    {
        string readme = File.ReadAllText(Gcverify.InRepository("README.md"));
        MatchCollection blocks = OutputBlock().Matches(readme);
        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            Outcome outcome = Gcverify.Run(block.Groups["command"].Value.Split(' '));
            Assert.Equal(outcome.Output.TrimEnd(), block.Groups["output"].Value.TrimEnd());
        }
    }

    [GeneratedRegex(@"<!-- output: (?<command>.+?) -->\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex OutputBlock();
}
