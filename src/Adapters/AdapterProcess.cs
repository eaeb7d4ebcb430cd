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
    private readonly AdapterChannel _channel;
    private int _requests;

    private AdapterProcess(AdapterChannel channel) => _channel = channel;

    /// <summary>What it said of itself.</summary>
    public AdapterHello Hello { get; private set; } = null!;

    /// <summary>Its id in the system.</summary>
    public int Id => _channel.Id;

    /// <summary>The most bytes of memory that it has had at a time; 0 if the system does not tell, or it has ended.</summary>
    public long PeakBytes => _channel.PeakBytes;

    /// <summary>Starts a process and hears its hello.</summary>
    /// <exception cref="AdapterException">It cannot be started, or says no hello in time.</exception>
    public static AdapterProcess Start(AdapterCommand command, AdapterLimits limits)
    {
        var process = new AdapterProcess(new AdapterChannel(command, limits));
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
        int id = BeginRequest();
        ReadOnlyMemory<byte>? line = _channel.Ask(limit, stdin => stdin.Write(reply.Request(id, batch, limit)));
        if (line is null)
        {
            return BreakdownWithin(limit);
        }

        reply.Read(line.Value.Span, id, batch.Sent);
        return null;
    }

    /// <summary>The same for one request of several runs.</summary>
    /// <exception cref="AdapterException">What it says is not what the protocol asks for.</exception>
    public Breakdown? Run(JointRun runs, TimeSpan limit)
    {
        int id = BeginRequest();
        ReadOnlyMemory<byte>? line = _channel.Ask(limit, stdin => stdin.Write(runs.Message.Request(id, runs.Parts, limit)));
        if (line is null)
        {
            return BreakdownWithin(limit);
        }

        JointMessage.Read(line.Value.Span, id, runs.Parts);
        return null;
    }

    private int BeginRequest()
    {
        if (!_channel.Unasked.IsEmpty)
        {
            throw new AdapterException(AdapterFailure.Protocol, "it said something unasked: " + AdapterReply.Quote(_channel.Unasked));
        }

        return ++_requests;
    }

    private Breakdown BreakdownWithin(TimeSpan limit) => new(_channel.TimedOut, _channel.DescribeEnd(limit) + _channel.Stderr);

    /// <summary>Adds who said it and the last of its stderr to an error.</summary>
    public AdapterException Explain(AdapterCommand command, AdapterException error)
    {
        Dispose();
        return new AdapterException(error.Failure, $"{command.Name}: the adapter is at fault: {error.Message}{_channel.Stderr}", error);
    }

    /// <summary>Lets the process end by itself for a moment, then ends it with its group.</summary>
    public void Dispose() => _channel.Dispose();

    private void HearHello(AdapterLimits limits)
    {
        ReadOnlyMemory<byte>? line = _channel.Ask(limits.Hello, _ => { });
        if (line is null)
        {
            throw new AdapterException(AdapterFailure.Setup, _channel.DescribeEnd(limits.Hello) + " before it said hello");
        }

        Hello = AdapterHello.Parse(line.Value);
    }
}
