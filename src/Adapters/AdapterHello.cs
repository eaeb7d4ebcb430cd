using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>What an adapter says of itself before anything else.</summary>
/// <param name="Runtime">The runtime and its version.</param>
/// <param name="Promises">What may be demanded of it.</param>
/// <param name="Description">What it says that it is and can do, in its own words.</param>
internal sealed record AdapterHello(string Runtime, Promises Promises, RuntimeDescription Description)
{
    /// <summary>The version of the protocol that is spoken here.</summary>
    public const int Protocol = 1;

    // A word that happens to look like a reference is gone after a few collections; one that is not has to be looked for elsewhere.
    private const int ConservativeCollections = 9;
    private const int MostCollections = 100;

    /// <summary>Whether it executes several runs together.</summary>
    public bool RunsTogether { get; private init; }

    /// <summary>Reads the line.</summary>
    public static AdapterHello Parse(string line) => Parse(Encoding.UTF8.GetBytes(line));

    /// <summary>Reads the line.</summary>
    public static AdapterHello Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Parse(document.RootElement);
        }
        catch (FormatException e)
        {
            throw new AdapterException(AdapterFailure.Protocol, $"its hello {e.Message}: {AdapterReply.Quote(line.Span)}", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AdapterException(AdapterFailure.Protocol, "its first line is no hello: " + AdapterReply.Quote(line.Span), e);
        }
    }

    private static AdapterHello Parse(JsonElement hello)
    {
        if (!hello.TryGetProperty("type", out JsonElement type) || type.GetString() != "hello")
        {
            throw new InvalidOperationException("no hello");
        }

        if (Integer(hello, "proto") is var version && version != Protocol)
        {
            throw new AdapterException(AdapterFailure.Protocol, $"it speaks version {version} of the protocol, not {Protocol}");
        }

        string[] capabilities = [.. Names(Field(hello, "caps"), "caps")];
        string runtime = Text(hello, "runtime");
        Promises promises = Capability.All
            .Where(capability => capabilities.Contains(capability.Name))
            .Aggregate(PromisesOf(hello), (sum, capability) => capability.Grant(sum));
        return new AdapterHello(runtime, promises, new(runtime, Text(hello, "class"), [.. capabilities]))
        {
            RunsTogether = capabilities.Contains(Capability.Together),
        };
    }

    /// <summary>Without any capability.</summary>
    private static Promises PromisesOf(JsonElement hello)
    {
        string kind = Text(hello, "class");
        bool conservative = kind == "conservative";
        return new()
        {
            UsableWords = int.MaxValue,
            Completeness = kind switch
            {
                "complete" or "conservative" => Completeness.Complete,
                "refcount" => Completeness.Acyclic,
                _ => throw new AdapterException(
                    AdapterFailure.Protocol,
                    $"a runtime of the class '{kind}' cannot be judged; known are 'complete', 'conservative' and 'refcount'"),
            },
            Conservative = conservative,
            CollectionsToQuiescence = NumberOf(hello, "collections", conservative ? ConservativeCollections : 1, MostCollections),
            Generations = NumberOf(hello, "generations", 1, TallyByGeneration.MaximumGenerations),
            ClearsBeforeFinalizers = false,
            Containers = ContainersOf(hello),
            Sight = Sight.Automatic,
        };
    }

    private static ImmutableArray<string> ContainersOf(JsonElement hello) =>
        hello.TryGetProperty("containers", out JsonElement names) ? [.. Names(names, "containers")] : [];

    private static JsonElement Field(JsonElement hello, string name) =>
        hello.TryGetProperty(name, out JsonElement value) ? value : throw new FormatException($"has no field '{name}'");

    private static string Text(JsonElement hello, string name) =>
        Field(hello, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw NotA("text", name);

    private static int Integer(JsonElement hello, string name) =>
        Field(hello, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number)
            ? number
            : throw NotA("integer", name);

    private static IEnumerable<string> Names(JsonElement array, string name) =>
        array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String)
            ? array.EnumerateArray().Select(element => element.GetString()!)
            : throw NotA("array of texts", name);

    private static FormatException NotA(string what, string name) => new($"has a field '{name}' that is no {what}");

    private static int NumberOf(JsonElement hello, string name, int otherwise, int most)
    {
        if (!hello.TryGetProperty(name, out _))
        {
            return otherwise;
        }

        return Integer(hello, name) is var number && number >= 1 && number <= most
            ? number
            : throw new AdapterException(
                AdapterFailure.Protocol,
                string.Create(CultureInfo.InvariantCulture, $"it says {number} {name}, where a number of 1 to {most} belongs"));
    }
}
