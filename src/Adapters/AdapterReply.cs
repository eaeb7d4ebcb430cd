using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace GcVerify.Adapters;

/// <summary>Requests and replies as lines of JSON. Reusable.</summary>
internal sealed class AdapterReply
{
    // Enough of a line to know it by.
    private const int QuotedBytes = 200;

    private readonly ArrayBufferWriter<byte> _request = new();
    private long[] _log = new long[1024];

    /// <summary>The logs of the replies since <see cref="Begin"/>, one after another; valid up to <see cref="Length"/>.</summary>
    public long[] Log => _log;

    /// <summary>How many numbers there are.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets what was read: a run begins.</summary>
    public void Begin() => Length = 0;

    /// <summary>Adds a log that is in memory: so many numbers from an address on.</summary>
    public void Append(nint numbers, int count)
    {
        if (_log.Length - Length < count)
        {
            Array.Resize(ref _log, Math.Max(2 * _log.Length, Length + count));
        }

        Marshal.Copy(numbers, _log, Length, count);
        Length += count;
    }

    /// <summary>The line that asks for a run, or for more of it.</summary>
    public ReadOnlySpan<byte> Request(int id, Batch batch, TimeSpan limit)
    {
        _request.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_request);
        json.WriteStartObject();
        json.WriteString("type"u8, "run"u8);
        json.WriteNumber("id"u8, id);
        json.WriteNumber("slots"u8, batch.Slots);
        json.WriteNumber("seconds"u8, SecondsFor(limit));
        WriteProgram(json, batch);
        json.WriteEndObject();
        json.Flush();
        _request.Write("\n"u8);
        return _request.WrittenSpan;
    }

    /// <summary>After how many seconds a process should end by itself that may take so long.</summary>
    public static int SecondsFor(TimeSpan limit) => (int)limit.TotalSeconds + 10;

    /// <summary>One of several runs, or more of it.</summary>
    public static void WriteRun(Utf8JsonWriter json, Batch batch)
    {
        json.WriteNumber("slots"u8, batch.Slots);
        WriteProgram(json, batch);
    }

    private static void WriteProgram(Utf8JsonWriter json, Batch batch)
    {
        if (!batch.Finalizers.IsEmpty)
        {
            json.WriteNumber("globals"u8, batch.Program.Globals);
        }

        if (batch.HasMore)
        {
            json.WriteBoolean("more"u8, true);
        }

        if (!batch.Finalizers.IsEmpty)
        {
            json.WriteStartArray("bodies"u8);
            foreach (FinalizerBatch finalizer in batch.Finalizers)
            {
                json.WriteStartArray();
                WriteNumbers(json, finalizer.Numbers.AsSpan());
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("ops"u8);
        WriteNumbers(json, batch.Numbers);
        json.WriteEndArray();
    }

    /// <summary>Reads the reply to so many operations; its log is added here then.</summary>
    public void Read(ReadOnlySpan<byte> line, int id, int operations)
    {
        try
        {
            Parse(line, id, operations);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new AdapterException(AdapterFailure.Protocol, "its reply cannot be read: " + Quote(line), e);
        }
    }

    /// <summary>The beginning of a line, as people can read it.</summary>
    public static string Quote(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, QuotedBytes)]);
        text = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return string.Create(CultureInfo.InvariantCulture, $"'{text}'{(line.Length > QuotedBytes ? $" ... ({line.Length} bytes)" : "")}");
    }

    private void Parse(ReadOnlySpan<byte> line, int id, int operations)
    {
        var json = new Utf8JsonReader(line);
        string? type = null, code = null, text = null;
        int? answers = null, executed = null;
        bool logged = false;
        Advance(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            switch (name)
            {
                case "type": type = json.GetString(); break;
                case "id": answers = json.GetInt32(); break;
                case "n": executed = json.GetInt32(); break;
                case "code": code = json.GetString(); break;
                case "text": text = json.GetString(); break;
                case "log": ReadLog(ref json); logged = true; break;
                default: json.Skip(); break;
            }
        }

        json.Read();
        if (type == "error")
        {
            throw ErrorOfItsOwn(code, text);
        }

        string? missing = type is null ? "type" : answers is null ? "id" : executed is null ? "n" : logged ? null : "log";
        if (missing is not null)
        {
            throw new AdapterException(AdapterFailure.Protocol, $"its reply has no field '{missing}': {Quote(line)}");
        }

        if (type != "ok")
        {
            throw new FormatException("not a reply to a run");
        }

        if (answers != id || executed != operations)
        {
            throw new AdapterException(AdapterFailure.Protocol, string.Create(
                CultureInfo.InvariantCulture,
                $"it says that it executed {executed} operations of request {answers}, but was sent {operations} in request {id}"));
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<int> numbers)
    {
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }
    }

    /// <summary>Adds a log to what was told.</summary>
    /// <exception cref="FormatException">It is no array.</exception>
    public void ReadLog(ref Utf8JsonReader json)
    {
        Demand(json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (Length == _log.Length)
            {
                Array.Resize(ref _log, 2 * Length);
            }

            _log[Length++] = json.GetInt64();
        }
    }

    /// <summary>What an adapter says of itself when it fails.</summary>
    public static AdapterException ErrorOfItsOwn(string? code, string? text) =>
        new(AdapterFailure.Protocol, $"it reports an error of its own ({code}): {text}");

    /// <summary>Reads on, to a token of this type.</summary>
    /// <exception cref="FormatException">There is another.</exception>
    public static void Advance(ref Utf8JsonReader json, JsonTokenType expected)
    {
        json.Read();
        Demand(json, expected);
    }

    /// <summary>Sees that the token is of this type.</summary>
    /// <exception cref="FormatException">It is another.</exception>
    public static void Demand(in Utf8JsonReader json, JsonTokenType expected)
    {
        if (json.TokenType != expected)
        {
            throw new FormatException($"{json.TokenType} in the place of {expected}");
        }
    }
}
