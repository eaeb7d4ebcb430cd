using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GcVerify.CliTests;

/// <summary>What a page of the documentation prints is what the program prints, beside the examples.</summary>
public sealed partial class PageTests
{
    [Theory]
    [InlineData("docs/coming-from-python.md")]
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

    [PythonFact]
    public void Every_Python_program_in_the_page_for_its_users_prints_what_stands_below()
    {
        MatchCollection blocks = PythonBlock().Matches(File.ReadAllText(Gcverify.InRepository("docs/coming-from-python.md")));

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Equal(block.Groups["output"].Value, OutputOfPython(block.Groups["program"].Value)));
    }

    private static string OutputOfPython(string program)
    {
        var start = new ProcessStartInfo("python3", ["-I", "-c", program]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    [GeneratedRegex(@"```python\n(?<program>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();

    [GeneratedRegex(@"<!-- output: (?<command>.+?) -->\n```\w+\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex OutputBlock();
}
