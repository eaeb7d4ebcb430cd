using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GcVerify.Reporting;

namespace GcVerify.Cli;

/// <summary>Help: what System.CommandLine writes, within 80 characters, and examples.</summary>
internal static class Help
{
    private static readonly Dictionary<Command, string[]> ExamplesOf = [];

    /// <summary>Gives a command its examples.</summary>
    public static Command WithExamples(this Command command, params string[] examples)
    {
        ExamplesOf[command] = examples;
        return command;
    }

    /// <summary>Makes the help of all commands show their examples.</summary>
    public static void Install(RootCommand root, params string[] examples)
    {
        ExamplesOf[root] = examples;
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ActionWithExamples((HelpAction)help.Action!);
    }

    /// <summary>Whether help is what the command line asks for, whatever else is wrong with it.</summary>
    public static bool IsAskedFor(ParseResult result) => result.Action is ActionWithExamples;

    private sealed class ActionWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            inner.MaxWidth = TextLayout.Width;
            using var text = new StringWriter { NewLine = "\n" };
            TextWriter output = parseResult.InvocationConfiguration.Output;
            parseResult.InvocationConfiguration.Output = text;
            inner.Invoke(parseResult);
            string[] lines = [.. text.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd())];
            output.Write(string.Join('\n', lines) + "\n\nExamples:\n");
            foreach (string example in ExamplesOf.GetValueOrDefault(parseResult.CommandResult.Command, []))
            {
                output.Write("  " + example + "\n");
            }

            return ExitCodes.Holds;
        }
    }
}
