using System.Globalization;
using System.Text;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.Cli.Output;

/// <summary>Where a program was written to, or why it was not; and the command that runs it again.</summary>
internal sealed record SavedProgram(string File, string Replay);

/// <summary>A program of a campaign on a collector, by its index.</summary>
internal sealed record CampaignProgram(CampaignOptions Options, string Collector, long Index)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The commands that generate and run the program as the campaign did.</summary>
    public string Regenerate
    {
        get
        {
            string heap = Options.HeapWords == 0 ? "" : string.Create(Invariant, $" --heap-words {Options.HeapWords}");
            return string.Create(
                Invariant,
                $"gcverify generate --seed {Options.Seed} --index {Index} --operations {Options.Operations}")
                + $" --preset {Options.Preset}{heap} --collector {Collector} | gcverify run - --collector {Collector}";
        }
    }

    /// <summary>
    /// Writes a program, this one or a smaller version of it, with a first line that says what it shows. A file that is there and
    /// holds something else
    /// stays as it is, and another name is taken.
    /// </summary>
    /// <param name="directory">Where to; made if it is not there.</param>
    /// <param name="kind">The law, or what else, for the file's name.</param>
    /// <param name="shows">What it shows.</param>
    /// <param name="program">The program.</param>
    public SavedProgram Save(string directory, string kind, string shows, MutatorProgram program) =>
        Save(directory, kind, shows, program.ToString());

    /// <summary>The same with the program's text.</summary>
    public SavedProgram Save(string directory, string kind, string shows, string program)
    {
        try
        {
            Directory.CreateDirectory(directory);
            for (int copy = 1; ; copy++)
            {
                string suffix = copy == 1 ? "" : string.Create(Invariant, $"-{copy}");
                string path = Path.Combine(directory, string.Create(Invariant, $"{Collector}-{kind}-{Options.Seed}-{Index}{suffix}.gcp"));
                string replay = $"gcverify run {ForShell(path)} --collector {Collector}";
                string text = string.Create(Invariant, $"# {shows}; seed {Options.Seed}, program {Index}: {replay}\n{program}");
                if (TryWrite(path, text))
                {
                    return new SavedProgram(path, replay);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SavedProgram($"(not written: {e.Message})", Regenerate);
        }
    }

    /// <summary>A path as an argument in a command.</summary>
    public static string ForShell(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:\\".Contains(c, StringComparison.Ordinal)) ? path
        : path == "(standard input)" ? "-" : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Whether the file now holds the text; it does not if it holds something else.</summary>
    private static bool TryWrite(string path, string text)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path) == text;
        }

        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return true;
    }
}
