using System.Diagnostics.CodeAnalysis;
using GcVerify.Adapters;
using GcVerify.Cli.Workers;

namespace GcVerify.Cli;

/// <summary>
/// The map: <c>Commands</c> read the command line and say what came of it; <c>Workers</c> run programs in a process of their own,
/// which a collector may bring
/// down, and watch it; <c>Output</c> writes files, tables and progress.
/// </summary>
internal static class Program
{
    [SuppressMessage(
        "Design", "CA1031:Do not catch general exception types", Justification = "A user is shown no stack trace, whatever happens.")]
    private static int Main(string[] args)
    {
        try
        {
            if (args is [OwnProcess.LibraryHost, string library, .. string[] arguments])
            {
                return LibraryFile.Run(library, arguments);
            }

            return Environment.GetEnvironmentVariable(WorkerClient.JournalVariable) is string journal
                ? WorkerProcess.Run(journal)
                : CommandLine.Run(args);
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine("gcverify: " + e.Message);
            return ExitCodes.Usage;
        }
        catch (AdapterException e)
        {
            Console.Error.WriteLine("gcverify: " + e.Message);
            return ExitCodes.Undecided;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine("gcverify: input or output failed: " + e.Message);
            return ExitCodes.InternalError;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"gcverify: internal error: {(e is InternalErrorException ? "" : e.GetType().Name + ": ")}{e.Message}");
            Console.Error.WriteLine("This is a bug in gcverify; please report it together with the command line.");
            return ExitCodes.InternalError;
        }
    }
}
