using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>
/// Lines to and from a process, each awaited for a time; a process that takes longer is ended with its whole group. Not thread-safe.
/// </summary>
internal sealed class AdapterChannel : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);
    private static readonly string[] SignalNames =
        ["", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM"];

    private readonly Process _process;
    private readonly LineReader _lines;
    private readonly StderrTail _stderr;
    private readonly Timer _watchdog;
    private volatile bool _timedOut;

    /// <summary>Starts a process.</summary>
    /// <exception cref="AdapterException">It cannot be started.</exception>
    public AdapterChannel(AdapterCommand command, AdapterLimits limits)
    {
        try
        {
            _process = ProcessGroup.Start(command);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new AdapterException(AdapterFailure.Setup, $"{command.Name}: {command.FileName} cannot be started: {e.Message}", e);
        }

        _lines = new LineReader(_process.StandardOutput.BaseStream, limits.LineBytes);
        _stderr = new StderrTail(_process.StandardError.BaseStream);
        _watchdog = new Timer(_ =>
        {
            _timedOut = true;
            ProcessGroup.Kill(_process);
        });
    }

    /// <summary>Its id in the system.</summary>
    public int Id => _process.Id;

    /// <summary>The most bytes of memory that it has had at a time, as the system tells; 0 if it does not, or the process has ended.</summary>
    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.PeakWorkingSet64;
        }
    }

    /// <summary>Whether it was ended for taking too long.</summary>
    public bool TimedOut => _timedOut;

    /// <summary>The last of its stderr, for the end of a message.</summary>
    public string Stderr => _stderr.Quote();

    /// <summary>What it has said after the line that was read last, for a message; empty if nothing.</summary>
    public ReadOnlySpan<byte> Unasked => _lines.Rest;

    /// <summary>Writes to its stdin and awaits a line, valid until the next call; null if it ended, or was ended, instead.</summary>
    /// <exception cref="AdapterException">The line is longer than allowed.</exception>
    public ReadOnlyMemory<byte>? Ask(TimeSpan limit, Action<Stream> write)
    {
        _watchdog.Change(limit, Timeout.InfiniteTimeSpan);
        try
        {
            Stream stdin = _process.StandardInput.BaseStream;
            write(stdin);
            stdin.Flush();
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

    /// <summary>How it ended, or that it did not, after <see cref="Ask"/> gave no line.</summary>
    public string DescribeEnd(TimeSpan limit)
    {
        if (_timedOut)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it did not answer within {limit.TotalSeconds:0.#} seconds");
        }

        if (ExitCodeWithin(Farewell) is not int code)
        {
            ProcessGroup.Kill(_process);
            return "it closed its stdout";
        }

        int signal = code - 128;
        string name = signal > 0 && signal < SignalNames.Length ? $" (SIG{SignalNames[signal]})" : "";
        return signal > 0
            ? string.Create(CultureInfo.InvariantCulture, $"it ended by signal {signal}{name}")
            : string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {code}");
    }

    /// <summary>Its exit code, if it ends within a time.</summary>
    public int? ExitCodeWithin(TimeSpan time) => _process.WaitForExit(time) ? _process.ExitCode : null;

    /// <summary>Ends its stdin.</summary>
    public void CloseInput()
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
}
