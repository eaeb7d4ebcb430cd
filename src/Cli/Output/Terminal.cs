using GcVerify.Oracle;
using GcVerify.Reporting;
using Spectre.Console;

namespace GcVerify.Cli.Output;

/// <summary>Colour and motion, where there is someone to see them.</summary>
internal static class Terminal
{
    private static readonly bool Plain =
        Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
    private static readonly Lazy<IAnsiConsole> Out = new(() => Create(Console.Out, ansi: !Plain && !Console.IsOutputRedirected));
    private static readonly Lazy<IAnsiConsole> Error = new(() => Create(Console.Error, ansi: true));

    /// <summary>Whether progress can be shown.</summary>
    public static bool ShowsProgress => !Plain && !Console.IsErrorRedirected;

    /// <summary>Where progress is shown.</summary>
    public static IAnsiConsole ProgressConsole => Error.Value;

    /// <summary>Writes a line's beginning, a verdict in its colour, and the rest.</summary>
    public static void WriteVerdict(string before, Verdict verdict, string after)
    {
        Console.Out.Write(before);
        string word = VerdictWord.Of(verdict);
        if (Out.Value.Profile.Capabilities.Ansi)
        {
            string colour = verdict switch { Verdict.Holds => "green", Verdict.Violated => "red", _ => "yellow" };
            Out.Value.Markup($"[{colour}]{word}[/]");
        }
        else
        {
            Console.Out.Write(word);
        }

        Console.Out.Write(after);
    }

    /// <summary>Undoes what progress may have done to the terminal.</summary>
    public static void ShowCursor()
    {
        if (ShowsProgress)
        {
            ProgressConsole.Cursor.Show();
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool ansi) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = ansi ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(writer),
    });
}
