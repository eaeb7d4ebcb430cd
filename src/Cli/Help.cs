using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GcVerify.Reporting;

namespace GcVerify.Cli;

/// <summary>Help: what System.CommandLine writes, within 80 characters, and examples.</summary>
internal static class Help
{
    private static readonly Dictionary<Command, string[]> ExamplesOf = [];
    private static readonly HashSet<Command> WithCommand = [];

    /// <summary>Makes it known that a command may be followed by <c>--</c> and an adapter's command line.</summary>
    public static Command WithAdapterCommand(this Command command)
    {
        WithCommand.Add(command);
        return command;
    }

    /// <summary>Whether it may.</summary>
    public static bool TakesAdapterCommand(Command command) => WithCommand.Contains(command);

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
            Command command = parseResult.CommandResult.Command;
            string usage = TakesAdapterCommand(command) ? AddCommand(text.ToString()) : text.ToString();
            string[] lines = [.. usage.TrimEnd().Split('\n').Select(line => line.TrimEnd())];
            output.Write(string.Join('\n', lines) + "\n\nExamples:\n");
            foreach (string example in ExamplesOf.GetValueOrDefault(command, []))
            {
                output.Write("  " + example + "\n");
            }

            return ExitCodes.Holds;
        }

        /// <summary>What follows <c>--</c> is no argument to System.CommandLine, so its help does not show it.</summary>
        private static string AddCommand(string help)
        {
            const string Options = "[options]\n";
            return help.Replace(Options, Options.TrimEnd('\n') + " [-- adapter-command...]\n", StringComparison.Ordinal);
        }
    }
}
