using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Cli.Workers;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify explain</c>: says why an object is alive, or since when and why it is not.</summary>
internal static class ExplainCommand
{
    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter)
    {
        var command = new Command(
            "explain",
            "Says of an object why it is alive, or since when it is garbage, what cut it off, what freed it, how long that took, and of a "
            + "leak which cycle keeps it and what to cut. Without an object: the one that the violated law is about. "
            + "Exit code 0: explained; 2: undecided; 64: wrong usage.");
        var program = new ProgramArguments(command, adapter);
        var which = new Argument<string?>("object")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "the number of an object, such as 3 or '#3'",
        };
        Option<string> at = HeapArguments.At();
        command.Add(which);
        command.Add(at);
        command.SetAction(result =>
        {
            string? path = program.FileOf(result), given = result.GetValue(which);
            if (program.IsGenerated(result) && given is null && path is not null && HeapArguments.TryReadObject(path, out _))
            {
                (path, given) = (null, path);
            }

            int number = given is null ? 0 : HeapArguments.ReadObject("object", given);
            ProgramRequest request = program.Read(result, path);
            var order = new HeapOrder { At = HeapArguments.ReadAt(result.GetValue(at), request), Object = number };
            string? text = HeapArguments.Ask(request, WorkTask.Explain, order);
            Console.Out.Write(text);
            return text is null ? ExitCodes.Undecided : ExitCodes.Holds;
        });
        return command.WithExamples(
            "gcverify explain examples/cycle.gcp 1 --collector reference-counting",
            "gcverify explain examples/global.gcp '#3' --collector mark-sweep",
            "gcverify explain lost.gcp --collector skips-last-field");
    }
}
