using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GcVerify.Adapters;

/// <summary>What an adapter answered.</summary>
internal sealed record ConformanceReply(string Line, string Type, long? Id, long? Count, string Code, long[]? Log)
{
    /// <summary>The logs of several runs.</summary>
    public ImmutableArray<long[]> Logs { get; init; } = [];
}

/// <summary>A process of an adapter that is tested, and another one after it has broken down.</summary>
internal sealed class ConformanceSession(AdapterCommand command, AdapterLimits limits) : IDisposable
{
    private const int Quoted = 240;

    private AdapterChannel? _channel;
    private int _id;

    /// <summary>What the adapter announces.</summary>
    public Announcement Announced { get; private set; } = new();

    /// <summary>Starts a process, unless one is there, and hears its hello.</summary>
    /// <exception cref="AdapterException">It cannot be started, or says nothing.</exception>
    /// <exception cref="ConformanceException">It says another hello than it should.</exception>
    public void Start()
    {
        if (_channel is not null)
        {
            return;
        }

        _channel = new AdapterChannel(command, limits);
        if (_channel.Ask(limits.Hello, _ => { }) is not { } line)
        {
            string end = _channel.DescribeEnd(limits.Hello) + " before it said hello" + _channel.Stderr;
            End();
            throw new AdapterException(AdapterFailure.Setup, $"{command.Name}: {end}");
        }

        Announced = Announcement.Parse(line.Span);
    }

    /// <summary>Ends the process; the next check has a fresh one.</summary>
    public void End()
    {
        _channel?.Dispose();
        _channel = null;
    }

    /// <summary>Sends a line and has the answer.</summary>
    /// <exception cref="ConformanceException">There is none in time, or it is not JSON.</exception>
    public ConformanceReply Ask(string line, string expected)
    {
        Start();
        TimeSpan limit = limits.For(line.Length / 10, again: false);
        ReadOnlyMemory<byte>? answer = _channel!.Ask(limit, stdin => stdin.Write(Encoding.UTF8.GetBytes(line + "\n")));
        if (answer is null)
        {
            throw Failed(line, expected, _channel.DescribeEnd(limit) + _channel.Stderr);
        }

        if (!_channel.Unasked.IsEmpty)
        {
            throw Failed(line, "one line", "another one after it: " + AdapterReply.Quote(_channel.Unasked));
        }

        try
        {
            return Parse(answer.Value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Failed(line, expected, AdapterReply.Quote(answer.Value.Span));
        }
    }

    /// <summary>The line that asks for a run.</summary>
    public string Request(IEnumerable<ScriptStep> steps, int slots, string fields = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"type\":\"run\",\"id\":{++_id},\"slots\":{slots},\"seconds\":60,{fields}\"ops\":[{Numbers(steps)}]}}");

    /// <summary>Has a script executed; for each operation its events.</summary>
    /// <exception cref="ConformanceException">The answer is no reply to it.</exception>
    public List<List<string>> Run(Script script, string fields = "")
    {
        string line = Request(script.Steps, script.Slots, fields);
        return Events(line, Ask(line, Ok(script)), script);
    }

    /// <summary>Has scripts executed in one request; for each operation of each its events.</summary>
    /// <exception cref="ConformanceException">The answer is no reply to them.</exception>
    public List<List<string>>[] RunTogether(params Script[] scripts)
    {
        IEnumerable<string> runs = scripts.Select((script, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{{\"run\":{i},\"slots\":{script.Slots},\"ops\":[{Numbers(script.Steps)}]}}"));
        string line = string.Create(
            CultureInfo.InvariantCulture, $"{{\"type\":\"runs\",\"id\":{++_id},\"seconds\":60,\"runs\":[{string.Join(',', runs)}]}}");
        string counts = string.Join(',', scripts.Select(script => script.Steps.Count.ToString(CultureInfo.InvariantCulture)));
        string expected = string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"ok\",\"id\":{_id},\"n\":[{counts}],\"logs\":[...]}}");
        ConformanceReply reply = Ask(line, expected);
        if (reply.Logs.Length != scripts.Length || !reply.Line.Contains($"\"n\":[{counts}]", StringComparison.Ordinal))
        {
            throw Failed(line, expected, Cut(reply.Line));
        }

        return [.. scripts.Select((script, i) => Events(line, reply with { Count = script.Steps.Count, Log = reply.Logs[i] }, script))];
    }

    /// <summary>The events of an answer to a script.</summary>
    /// <exception cref="ConformanceException">It is no reply to it.</exception>
    public List<List<string>> Events(string line, ConformanceReply reply, Script script)
    {
        if (reply.Type != "ok" || reply.Id != _id || reply.Count != script.Steps.Count || reply.Log is null)
        {
            throw Failed(line, Ok(script), Cut(reply.Line));
        }

        try
        {
            List<List<string>> operations = EventText.Read(reply.Log, Announced.Has("raw"));
            return operations.Count == script.Steps.Count ? operations : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"a log of {operations.Count} operations, each of which begins with 0"));
        }
        catch (FormatException e)
        {
            throw Failed(line, $"a log of {script.Steps.Count} operations", $"{e.Message}: {Cut(reply.Line)}");
        }
    }

    /// <summary>Sends a last line, or only ends the stdin of the process; its exit code, or what it does instead.</summary>
    public string Leave(string? line)
    {
        Start();
        AdapterChannel channel = _channel!;
        if (line is not null)
        {
            _ = channel.Ask(limits.Batch, stdin => stdin.Write(Encoding.UTF8.GetBytes(line + "\n")));
        }
        else
        {
            channel.CloseInput();
        }

        string end = channel.TimedOut || channel.ExitCodeWithin(limits.Batch) is not int code ? "it goes on"
            : code == 0 ? "" : channel.DescribeEnd(limits.Batch) + channel.Stderr;
        End();
        return end;
    }

    /// <summary>A failure of what was sent.</summary>
    public static ConformanceException Failed(string sent, string expected, string came) =>
        new(new ConformanceFailure(Cut(sent), expected, came));

    /// <inheritdoc/>
    public void Dispose() => End();

    private static string Cut(string text) => text.Length <= Quoted ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text[..Quoted]} ... ({text.Length} characters)");

    private static string Numbers(IEnumerable<ScriptStep> steps) => string.Join(
        ',', steps.SelectMany(step => step.Operands.Prepend((int)step.Code)).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private string Ok(Script script) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"type\":\"ok\",\"id\":{_id},\"n\":{script.Steps.Count},\"log\":[...]}}");

    private static ConformanceReply Parse(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement reply = document.RootElement;
        return new ConformanceReply(
            Encoding.UTF8.GetString(line.Span),
            reply.GetProperty("type").GetString() ?? "",
            Number(reply, "id"),
            Number(reply, "n"),
            reply.TryGetProperty("code", out JsonElement code) ? code.GetString() ?? "" : "",
            reply.TryGetProperty("log", out JsonElement log) ? [.. log.EnumerateArray().Select(one => one.GetInt64())] : null)
        {
            Logs = reply.TryGetProperty("logs", out JsonElement logs)
                ? [.. logs.EnumerateArray().Select(each => each.EnumerateArray().Select(one => one.GetInt64()).ToArray())]
                : [],
        };
    }

    private static long? Number(JsonElement reply, string name) =>
        reply.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}
