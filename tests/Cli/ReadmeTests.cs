using System.Text.RegularExpressions;

namespace GcVerify.CliTests;

/// <summary>What the README prints is what the program prints.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_output_in_the_README_is_what_its_command_prints() => Check(OutputBlock());

    [PythonFact]
    public void What_it_says_of_Python_is_what_its_command_prints() => Check(OutputWithPython());

    /// <summary>The commands run one after another in one directory: what one has written the next may read.</summary>
    private static void Check(Regex block)
    {
        MatchCollection blocks = block.Matches(File.ReadAllText(Gcverify.InRepository("README.md")));
        Assert.NotEmpty(blocks);
        using var gcverify = new Gcverify();
        foreach (Match found in blocks)
        {
            Outcome outcome = gcverify.Do(found.Groups["command"].Value.Split(' '));
            Assert.Equal(outcome.Output.TrimEnd(), found.Groups["output"].Value.TrimEnd());
        }
    }

    [GeneratedRegex(@"<!-- output: (?<command>.+?) -->\n```\w+\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex OutputBlock();

    [GeneratedRegex(@"<!-- output where python3 is installed: (?<command>.+?) -->\n```\w+\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex OutputWithPython();
}
