using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GcVerify.Cli.Workers;

/// <summary>
/// The process in which collectors run. Standard input brings the order, then perhaps <see cref="Stop"/>, and ends when nobody waits
/// for the results
/// any more; standard output takes one line of JSON for each. A collector may bring it down; the journal says where it stood then.
/// </summary>
internal static class WorkerProcess
{
    /// <summary>The line that asks for an end after the programs that are running.</summary>
    public const string Stop = "stop";

    /// <summary>Does what the order says.</summary>
    [SuppressMessage(
        "Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails is reported to the process that waits.")]
    public static int Run(string journalPath)
    {
        // Ctrl-C reaches every process of the terminal; what it means is for the one that started this one to say.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var results = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(TextWriter.Null);
        void Send(WorkerMessage message) => results.WriteLine(JsonSerializer.Serialize(message));

        WorkOrder? order = JsonSerializer.Deserialize<WorkOrder>(Console.In.ReadLine() ?? "null");
        if (order is null)
        {
            return ExitCodes.InternalError;
        }

        using var journal = Journal.Open(journalPath);
        using var cancellation = new CancellationTokenSource();
        new Thread(() => Listen(cancellation)) { IsBackground = true }.Start();
        try
        {
            new Work(order, journal, Send, cancellation.Token).Do();
            return ExitCodes.Holds;
        }
        catch (Exception e)
        {
            Send(new WorkerMessage { Failure = (e.InnerException ?? e) is { } cause ? $"{cause.GetType().Name}: {cause.Message}" : "" });
            return ExitCodes.InternalError;
        }
    }

    /// <summary>When the input ends, the process that started this one is gone, whatever the other threads are doing.</summary>
    private static void Listen(CancellationTokenSource cancellation)
    {
        while (Console.In.ReadLine() is string line)
        {
            if (line == Stop)
            {
                cancellation.Cancel();
            }
        }

        Process.GetCurrentProcess().Kill();
    }
}
