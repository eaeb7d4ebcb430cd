using System.Diagnostics;
using System.Runtime.InteropServices;
using GcVerify.Cli.Workers;

namespace GcVerify.Cli;

/// <summary>
/// Ctrl-C: pressed once, the worker is asked to stop after the programs that are running; pressed again, everything ends at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration _signal;
    private readonly Lock _lock = new();
    private Process? _worker;

    /// <summary>From now on Ctrl-C does not end the process.</summary>
    public Interruption() => _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        Request();
    });

    /// <summary>Whether it was pressed.</summary>
    public bool IsRequested { get; private set; }

    /// <summary>Sends the order to a process, which from now on, until the result is disposed, is the one to be told to stop.</summary>
    public IDisposable Attach(Process worker, string order)
    {
        lock (_lock)
        {
            _worker = worker;
            WriteLine(order);
            if (IsRequested)
            {
                WriteLine(WorkerProcess.Stop);
            }
        }

        return new Attachment(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private void Request()
    {
        lock (_lock)
        {
            if (IsRequested)
            {
                EndAtOnce();
            }

            IsRequested = true;
            Console.Error.WriteLine("gcverify: stopping after the programs that are running; press Ctrl-C again to end at once");
            WriteLine(WorkerProcess.Stop);
        }
    }

    private void EndAtOnce()
    {
        if (_worker is { HasExited: false } worker)
        {
            worker.Kill();
        }

        Output.Terminal.ShowCursor();
        Environment.Exit(ExitCodes.Interrupted);
    }

    private void WriteLine(string line)
    {
        try
        {
            _worker?.StandardInput.WriteLine(line);
            _worker?.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The worker is gone, and that is noticed elsewhere.
        }
    }

    private void Detach()
    {
        lock (_lock)
        {
            _worker = null;
        }
    }

    private sealed class Attachment(Interruption owner) : IDisposable
    {
        public void Dispose() => owner.Detach();
    }
}
