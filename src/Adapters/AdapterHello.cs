using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Reads the line.</summary>
    public static AdapterHello Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Parse(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new AdapterException(AdapterFailure.Protocol, "its first line is no hello: " + AdapterReply.Quote(line.Span), e);
        }
    }

    private static AdapterHello Parse(JsonElement hello)
    {
        if (hello.GetProperty("type").GetString() != "hello")
        {
            throw new FormatException("no hello");
        }

        if (hello.GetProperty("proto").GetInt32() is var version && version != Protocol)
        {
            throw new AdapterException(AdapterFailure.Protocol, $"it speaks version {version} of the protocol, not {Protocol}");
        }

        string[] capabilities = [.. hello.GetProperty("caps").EnumerateArray().Select(c => c.GetString() ?? "")];
        string runtime = hello.GetProperty("runtime").GetString() ?? "";
        Promises promises = Capability.All
            .Where(capability => capabilities.Contains(capability.Name))
            .Aggregate(PromisesOf(hello), (sum, capability) => capability.Grant(sum));
        return new AdapterHello(runtime, promises, new(runtime, hello.GetProperty("class").GetString() ?? "", [.. capabilities]));
    }

    /// <summary>Without any capability.</summary>
    private static Promises PromisesOf(JsonElement hello)
    {
        string? kind = hello.GetProperty("class").GetString();
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
        hello.TryGetProperty("containers", out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString() ?? "")] : [];

    private static int NumberOf(JsonElement hello, string name, int otherwise, int most)
    {
        if (!hello.TryGetProperty(name, out JsonElement value))
        {
            return otherwise;
        }

        return value.GetInt32() is var number && number >= 1 && number <= most
            ? number
            : throw new AdapterException(
                AdapterFailure.Protocol,
                string.Create(CultureInfo.InvariantCulture, $"it says {number} {name}, where a number of 1 to {most} belongs"));
    }
}
