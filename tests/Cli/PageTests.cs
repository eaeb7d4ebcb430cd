using System.Text.RegularExpressions;

namespace GcVerify.CliTests;

/// <summary>What a page of the documentation prints is what the program prints, beside the examples.</summary>
public sealed partial class PageTests
{
    [Theory]
    [InlineData("docs/heap.md")]
    [InlineData("docs/profile.md")]
    public void Every_output_in_a_page_is_what_its_command_prints(string page)
    {
        using var gcverify = new Gcverify();
        Directory.CreateDirectory(Path.Combine(gcverify.Directory, "examples"));
        foreach (string file in Directory.GetFiles(Gcverify.InRepository("examples"), "*.gcp"))
        {
            File.Copy(file, Path.Combine(gcverify.Directory, "examples", Path.GetFileName(file)));
        }

        MatchCollection blocks = OutputBlock().Matches(File.ReadAllText(Gcverify.InRepository(page)));
        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            Outcome outcome = gcverify.Do(block.Groups["command"].Value.Split(' '));
            Assert.Equal(outcome.Output.TrimEnd(), block.Groups["output"].Value.TrimEnd());
        }
    }

    [GeneratedRegex(@"<!-- output: (?<command>.+?) -->\n```\w+\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex OutputBlock();
}
