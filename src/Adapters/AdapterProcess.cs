using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>How a process left a request unanswered.</summary>
/// <param name="TimedOut">Whether it was still running when its time was over.</param>
/// <param name="Message">What happened, with the last of its stderr.</param>
internal sealed record Breakdown(bool TimedOut, string Message);

/// <summary>
/// One adapter process under supervision: it says hello in time, answers each request in time or is ended with its whole group. A
/// process that broke down is of no further use. Not thread-safe.
/// </summary>
internal sealed class AdapterProcess : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);
    private static readonly string[] SignalNames =
        ["", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM"];

    private readonly Process _process;
    private readonly LineReader _lines;
    private readonly StderrTail _stderr;
    private readonly Timer _watchdog;
    private volatile bool _timedOut;
    private int _requests;

    private AdapterProcess(AdapterCommand command, AdapterLimits limits)
    {
        _process = ProcessGroup.Start(command);
        _lines = new LineReader(_process.StandardOutput.BaseStream, limits.LineBytes);
        _stderr = new StderrTail(_process.StandardError.BaseStream);
        _watchdog = new Timer(_ =>
        {
            _timedOut = true;
            ProcessGroup.Kill(_process);
        });
    }

    /// <summary>What it said of itself.</summary>
    public AdapterHello Hello { get; private set; } = null!;

    /// <summary>Its id in the system.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a process and hears its hello.</summary>
    /// <exception cref="AdapterException">It cannot be started, or says no hello in time.</exception>
    public static AdapterProcess Start(AdapterCommand command, AdapterLimits limits)
    {
        AdapterProcess process;
        try
        {
            process = new AdapterProcess(command, limits);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new AdapterException(AdapterFailure.Setup, $"{command.Name}: {command.FileName} cannot be started: {e.Message}", e);
        }

        try
        {
            process.HearHello(limits);
            return process;
        }
        catch (AdapterException e)
        {
            throw process.Explain(command, e);
        }
    }

    /// <summary>
    /// Sends a batch, to be answered within a time, and reads what is answered into <paramref name="reply"/>; or tells how the process
    /// broke down.
    /// </summary>
    /// <exception cref="AdapterException">What it says is not what the protocol asks for.</exception>
    public Breakdown? Run(Batch batch, AdapterReply reply, TimeSpan limit)
    {
        if (_lines.HasRest)
        {
            throw new AdapterException(AdapterFailure.Protocol, "it said something unasked: " + AdapterReply.Quote(_lines.Rest));
        }

        int id = ++_requests;
        ReadOnlyMemory<byte>? line = Within(limit, () =>
        {
            Stream stdin = _process.StandardInput.BaseStream;
            stdin.Write(reply.Request(id, batch, limit));
            stdin.Flush();
        });
        if (line is null)
        {
            return new Breakdown(_timedOut, DescribeEnd(limit) + _stderr.Quote());
        }

        reply.Read(line.Value.Span, id, batch.Sent);
        return null;
    }

    /// <summary>Adds who said it and the last of its stderr to an error.</summary>
    public AdapterException Explain(AdapterCommand command, AdapterException error)
    {
        Dispose();
        return new AdapterException(error.Failure, $"{command.Name}: the adapter is at fault: {error.Message}{_stderr.Quote()}", error);
    }

    /// <summary>Lets the process end by itself for a moment, then ends it with its group.</summary>
    public void Dispose()
    {
        _watchdog.Dispose();
        if (!_timedOut)
        {
            CloseInput();
            if (!_process.WaitForExit(Farewell))
            {
                ProcessGroup.Kill(_process);
            }
        }

        ProcessGroup.Kill(_process);
        _process.WaitForExit(Farewell);
    }

    private void HearHello(AdapterLimits limits)
    {
        ReadOnlyMemory<byte>? line = Within(limits.Hello, () => { });
        if (line is null)
        {
            throw new AdapterException(AdapterFailure.Setup, DescribeEnd(limits.Hello) + " before it said hello");
        }

        Hello = AdapterHello.Parse(line.Value);
    }

    /// <summary>The line that follows a request; null if the process ended or was ended instead.</summary>
    private ReadOnlyMemory<byte>? Within(TimeSpan limit, Action ask)
    {
        _watchdog.Change(limit, Timeout.InfiniteTimeSpan);
        try
        {
            ask();
            ReadOnlyMemory<byte>? line = _lines.Read();
            return _timedOut ? default(ReadOnlyMemory<byte>?) : line;
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private string DescribeEnd(TimeSpan limit)
    {
        if (_timedOut)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it did not answer within {limit.TotalSeconds:0.#} seconds");
        }

        if (!_process.WaitForExit(Farewell))
        {
            ProcessGroup.Kill(_process);
            return "it closed its stdout";
        }

        int code = _process.ExitCode, signal = code - 128;
        string name = signal > 0 && signal < SignalNames.Length ? $" (SIG{SignalNames[signal]})" : "";
        return signal > 0
            ? string.Create(CultureInfo.InvariantCulture, $"it ended by signal {signal}{name}")
            : string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {code}");
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Nobody reads it any more.
        }
    }
}
