using System.Text;

namespace GcVerify.Adapters;

/// <summary>
/// The last that a process has written to its stderr, however much that was. Read by a thread of its own, so that the process is
/// never held up.
/// </summary>
internal sealed class StderrTail
{
    private const int KeptBytes = 2000;
    private const int ThreadStackBytes = 1 << 18;

    private readonly Stream _stream;
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private byte[] _kept = [];

    /// <summary>Begins to read.</summary>
    public StderrTail(Stream stream)
    {
        _stream = stream;
        _thread = new Thread(ReadAll, ThreadStackBytes) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>
    /// What the process said last, for the end of a message; empty if it said nothing. Waits a moment for what is under way.
    /// </summary>
    public string Quote()
    {
        _thread.Join(TimeSpan.FromMilliseconds(500));
        lock (_lock)
        {
            string text = Encoding.UTF8.GetString(_kept).Trim();
            return text.Length == 0 ? "; it wrote nothing to stderr" : "; the last of its stderr:\n  " + text.ReplaceLineEndings("\n  ");
        }
    }

    private void ReadAll()
    {
        byte[] buffer = new byte[4096];
        try
        {
            for (int count = _stream.Read(buffer); count > 0; count = _stream.Read(buffer))
            {
                Keep(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone; what it said is kept.
        }
    }

    private void Keep(ReadOnlySpan<byte> more)
    {
        lock (_lock)
        {
            byte[] all = [.. _kept, .. more];
            _kept = all[Math.Max(0, all.Length - KeptBytes)..];
        }
    }
}
