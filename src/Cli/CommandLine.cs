using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using GcVerify.Cli.Commands;

namespace GcVerify.Cli;

/// <summary>All commands, and what happens when the command line names none of them.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that <paramref name="args"/> name.</summary>
    public static int Run(string[] args)
    {
        int dashes = Array.IndexOf(args, "--");
        ImmutableArray<string> adapter = dashes < 0 ? [] : [.. args[(dashes + 1)..]];
        args = dashes < 0 ? args : args[..dashes];
        var root = new RootCommand(
            "Finds bugs in garbage collectors: runs mutator programs on a collector "
            + "and checks it against the laws that it promises to keep.");
        Command[] commands =
        [
            VerifyCommand.Create(adapter), RunCommand.Create(adapter), ShrinkCommand.Create(adapter), ExhaustCommand.Create(adapter),
            DiffCommand.Create(adapter), GraphCommand.Create(adapter), HeapCommand.Create(adapter), ExplainCommand.Create(adapter),
            ProfileCommand.Create(adapter),
            FaultsCommand.Create(), ConformCommand.Create(adapter), GenerateCommand.Create(adapter), ListCommand.Create(),
        ];
        foreach (Command command in commands)
        {
            root.Add(command);
        }

        Help.Install(root, "gcverify verify", "gcverify run examples/cycle.gcp --collector mark-sweep --trace", "gcverify list collectors");
        RejectUnknownCommand(root, args);
        var parsing = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        ParseResult result = root.Parse(args.Length == 0 ? ["--help"] : args, parsing);
        if (Help.IsAskedFor(result))
        {
            return Invoke(result);
        }

        if (dashes >= 0)
        {
            RejectAdapterCommand(result.CommandResult.Command, adapter);
        }

        return result.Errors.Count > 0 ? throw new UsageException(Explain(result)) : Invoke(result);
    }

    private static int Invoke(ParseResult result) =>
        result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

    /// <summary>Throws if a command does not take what follows <c>--</c>, or nothing does.</summary>
    private static void RejectAdapterCommand(Command command, ImmutableArray<string> adapter)
    {
        if (!Help.TakesAdapterCommand(command))
        {
            throw new UsageException($"'--': '{command.Name}' runs no adapter");
        }

        if (adapter.IsEmpty || adapter[0].Length == 0)
        {
            throw new UsageException("'--': expected the command that starts an adapter, such as '-- ./my-adapter'");
        }
    }

    /// <summary>Throws if a word stands in the place of a command, or of the list of <c>list</c>, that is none.</summary>
    private static void RejectUnknownCommand(Command root, string[] args)
    {
        Command command = root;
        foreach (string arg in args)
        {
            // One that takes a file may be called with that instead.
            Command? next = command.Subcommands.FirstOrDefault(c => c.Name == arg);
            if (command.Subcommands.Count == 0 || arg.StartsWith('-') || (next is null && command.Arguments.Count > 0))
            {
                return;
            }

            string what = command == root ? "command" : "list";
            string where = command == root ? "'gcverify --help' shows all commands" : "there are: " + Subcommands(command);
            command = next ?? throw new UsageException(Catalog.Unknown(what, arg, command.Subcommands.Select(c => c.Name), where));
        }
    }

    private static string Explain(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (command.Subcommands.Count > 0 && command.Arguments.Count == 0 && result.UnmatchedTokens.Count == 0)
        {
            return $"'{command.Name}' needs one of: {Subcommands(command)}";
        }

        string? option = result.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-'));
        return option is not null
            ? UnknownOption(command, option)
            : $"{result.Errors[0].Message} 'gcverify {Path(result)}--help' shows how it is used.";
    }

    /// <summary>What to say of an option that the command does not have.</summary>
    public static string UnknownOption(Command command, string option)
    {
        string where = $"'gcverify {(command is RootCommand ? "" : command.Name + " ")}--help' shows all options";
        return Catalog.Unknown("option", option, command.Options.Select(o => o.Name), where);
    }

    private static string Subcommands(Command command) => string.Join(", ", command.Subcommands.Select(c => c.Name));

    private static string Path(ParseResult result) =>
        string.Concat(result.CommandResult.Command is RootCommand ? [] : Ancestors(result.CommandResult).Select(name => name + " "));

    private static IEnumerable<string> Ancestors(CommandResult command) =>
        command.Parent is CommandResult parent && command.Command is not RootCommand ? [.. Ancestors(parent), command.Command.Name] : [];
}
