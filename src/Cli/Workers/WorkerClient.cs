using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using GcVerify.Cli.Output;

namespace GcVerify.Cli.Workers;

/// <summary>Starts worker processes, takes their results, and ends those that make no progress.</summary>
internal sealed class WorkerClient(TimeSpan patience, Interruption interruption, IProgressDisplay progress)
{
    /// <summary>The environment variable that makes a process a worker; its value is the path of the journal.</summary>
    public const string JournalVariable = "GCVERIFY_WORKER_JOURNAL";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Has an order carried out.</summary>
    /// <returns>How the process ended, with or without having done it.</returns>
    /// <exception cref="InternalErrorException">The verifier failed in it.</exception>
    public WorkerEnd Run(WorkOrder order, Action<WorkerMessage> receive)
    {
        string path = Path.Combine(Path.GetTempPath(), $"gcverify-{Environment.ProcessId}-{Guid.NewGuid():N}");
        using var journal = Journal.Create(path, order.Jobs);
        using Process process = Start(path);
        using IDisposable _ = interruption.Attach(process, JsonSerializer.Serialize(order));
        var messages = new BlockingCollection<WorkerMessage>();
        string cause = "";
        Thread output = Read(
            process.StandardOutput, line => messages.Add(JsonSerializer.Deserialize<WorkerMessage>(line)!), messages.CompleteAdding);
        Thread error = Read(process.StandardError, line => cause = cause.Length == 0 ? line.Trim() : cause, () => { });
        bool stuck = !Watch(order, journal, messages, receive);
        if (stuck)
        {
            process.Kill();
        }

        process.WaitForExit();
        output.Join();
        error.Join();
        return new WorkerEnd(
            stuck ? null : process.ExitCode,
            interruption.IsRequested,
            cause,
            patience,
            InFlight(journal),
            journal.Reporting,
            journal.Operation);
    }

    /// <summary>Until the worker's output ends, or it makes no progress (false).</summary>
    private bool Watch(WorkOrder order, Journal journal, BlockingCollection<WorkerMessage> messages, Action<WorkerMessage> receive)
    {
        var watchdog = new Watchdog(journal, patience);
        while (!messages.IsCompleted)
        {
            if (messages.TryTake(out WorkerMessage? message, Poll))
            {
                if (message.Failure is string failure)
                {
                    throw new InternalErrorException(failure);
                }

                receive(message);
                watchdog.Reset();
            }
            else if (watchdog.IsStuck())
            {
                return false;
            }

            progress.Show(order, journal);
        }

        return true;
    }

    private static Thread Read(StreamReader from, Action<string> line, Action end)
    {
        var thread = new Thread(() =>
        {
            while (from.ReadLine() is string text)
            {
                line(text);
            }

            end();
        });
        thread.Start();
        return thread;
    }

    private static System.Collections.Immutable.ImmutableArray<long> InFlight(Journal journal) =>
        [.. Enumerable.Range(0, journal.Threads).Select(journal.ProgramOf).Where(program => program != Journal.None).Distinct().Order()];

    private static Process Start(string journal)
    {
        var start = new ProcessStartInfo(OwnProcess.Words[0], OwnProcess.Words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[JournalVariable] = journal;
        start.Environment[OwnProcess.NoMemoryImage.Key] = OwnProcess.NoMemoryImage.Value;
        return Process.Start(start) ?? throw new InvalidOperationException("The worker process did not start.");
    }
}
