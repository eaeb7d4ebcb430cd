using System.Collections.Immutable;
using System.Text.Json;

namespace GcVerify.Adapters;

/// <summary>What an adapter announces in its hello, field by field.</summary>
internal sealed record Announcement
{
    private static readonly string[] Classes = ["complete", "conservative", "refcount"];

    public string Runtime { get; private init; } = "";

    public string Class { get; private init; } = "";

    public ImmutableArray<string> Capabilities { get; private init; } = [];

    public int Generations { get; private init; } = 1;

    /// <summary>Full collections in a row after which all garbage is gone.</summary>
    public int Collections { get; private init; } = 1;

    public ImmutableArray<string> Containers { get; private init; } = [];

    public bool IsConservative => Class == "conservative";

    public bool Has(string capability) => Capabilities.Contains(capability);

    /// <summary>Reads a hello.</summary>
    /// <exception cref="ConformanceException">It is not as the protocol says.</exception>
    public static Announcement Parse(ReadOnlySpan<byte> line)
    {
        string text = AdapterReply.Quote(line);
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.ToArray());
            return Parse(document.RootElement, text);
        }
        catch (JsonException e)
        {
            throw Wrong("all is one object in JSON, on one line", text, e);
        }
    }

    private static Announcement Parse(JsonElement hello, string text)
    {
        Demand(hello.ValueKind == JsonValueKind.Object, "all is one object", text);
        Demand(Text(hello, "type", text) == "hello", "\"type\":\"hello\"", text);
        Demand(Number(hello, "proto", -1, text) == AdapterHello.Protocol, $"\"proto\":{AdapterHello.Protocol}", text);
        string kind = Text(hello, "class", text);
        Demand(Classes.Contains(kind), "\"class\" is one of " + string.Join(", ", Classes), text);
        string runtime = Text(hello, "runtime", text);
        Demand(runtime.Trim().Length > 0, "\"runtime\" is the name and version of the runtime", text);
        Demand(hello.TryGetProperty("caps", out _), "\"caps\" is there, [] if there are none", text);
        var announced = new Announcement
        {
            Runtime = runtime,
            Class = kind,
            Capabilities = Texts(hello, "caps", text),
            Generations = Number(hello, "generations", 1, text),
            Collections = Number(hello, "collections", kind == "conservative" ? 9 : 1, text),
            Containers = Texts(hello, "containers", text),
        };
        Demand(announced.Generations is >= 1 and <= 4, "\"generations\" is a number from 1 to 4", text);
        Demand(announced.Collections is >= 1 and <= 100, "\"collections\" is a number from 1 to 100", text);
        return announced;
    }

    private static string Text(JsonElement hello, string name, string text)
    {
        bool there = hello.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String;
        Demand(there, $"\"{name}\" is there, a string", text);
        return value.GetString()!;
    }

    private static int Number(JsonElement hello, string name, int otherwise, string text)
    {
        if (!hello.TryGetProperty(name, out JsonElement value))
        {
            return otherwise;
        }

        int number = 0;
        Demand(value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number), $"\"{name}\" is a whole number", text);
        return number;
    }

    private static ImmutableArray<string> Texts(JsonElement hello, string name, string text)
    {
        if (!hello.TryGetProperty(name, out JsonElement array))
        {
            return [];
        }

        bool well = array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
        Demand(well, $"\"{name}\" is an array of strings", text);
        string[] texts = [.. array.EnumerateArray().Select(item => item.GetString()!)];
        Demand(texts.Distinct().Count() == texts.Length, $"\"{name}\" names nothing twice", text);
        return [.. texts];
    }

    private static void Demand(bool holds, string expected, string came)
    {
        if (!holds)
        {
            throw Wrong(expected, came);
        }
    }

    private static ConformanceException Wrong(string expected, string came, Exception? inner = null) =>
        new(new ConformanceFailure("(nothing: the adapter speaks first)", "a hello in which " + expected, came), inner);
}
