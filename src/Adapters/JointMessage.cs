using System.Buffers;
using System.Text.Json;

namespace GcVerify.Adapters;

/// <summary>Requests for several runs, and their replies, as lines of JSON. Reusable.</summary>
internal sealed class JointMessage
{
    private readonly ArrayBufferWriter<byte> _request = new();

    /// <summary>The line that asks for the runs, or for more of them.</summary>
    public ReadOnlySpan<byte> Request(int id, IReadOnlyList<JointPart> parts, TimeSpan limit)
    {
        _request.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_request);
        json.WriteStartObject();
        json.WriteString("type"u8, "runs"u8);
        json.WriteNumber("id"u8, id);
        json.WriteNumber("seconds"u8, AdapterReply.SecondsFor(limit));
        json.WriteStartArray("runs"u8);
        foreach (JointPart part in parts)
        {
            json.WriteStartObject();
            json.WriteNumber("run"u8, part.Number);
            AdapterReply.WriteRun(json, part.Conversation.Batch);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        _request.Write("\n"u8);
        return _request.WrittenSpan;
    }

    /// <summary>Reads the reply; each run's log is added to what it was told.</summary>
    /// <exception cref="AdapterException">It is not what the protocol asks for.</exception>
    public static void Read(ReadOnlySpan<byte> line, int id, IReadOnlyList<JointPart> parts)
    {
        try
        {
            Parse(line, id, parts);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new AdapterException(AdapterFailure.Protocol, "its reply cannot be read: " + AdapterReply.Quote(line), e);
        }
    }

    private static void Parse(ReadOnlySpan<byte> line, int id, IReadOnlyList<JointPart> parts)
    {
        var json = new Utf8JsonReader(line);
        string? type = null, code = null, text = null;
        int? answers = null;
        var counts = new List<int>();
        int logs = 0;
        AdapterReply.Advance(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            switch (name)
            {
                case "type": type = json.GetString(); break;
                case "id": answers = json.GetInt32(); break;
                case "code": code = json.GetString(); break;
                case "text": text = json.GetString(); break;
                case "n": ReadCounts(ref json, counts); break;
                case "logs": logs = ReadLogs(ref json, parts); break;
                default: json.Skip(); break;
            }
        }

        json.Read();
        if (type == "error")
        {
            throw AdapterReply.ErrorOfItsOwn(code, text);
        }

        if (type != "ok" || answers != id || logs != parts.Count || !counts.SequenceEqual(parts.Select(part => part.Conversation.Batch.Sent)))
        {
            throw new FormatException("not a reply to these runs");
        }
    }

    private static void ReadCounts(ref Utf8JsonReader json, List<int> counts)
    {
        AdapterReply.Demand(json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            counts.Add(json.GetInt32());
        }
    }

    private static int ReadLogs(ref Utf8JsonReader json, IReadOnlyList<JointPart> parts)
    {
        int logs = 0;
        AdapterReply.Demand(json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (logs == parts.Count)
            {
                throw new FormatException("more logs than runs");
            }

            parts[logs++].Conversation.Reply.ReadLog(ref json);
        }

        return logs;
    }
}
