using System.Text.Json;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>What an adapter says of itself before anything else.</summary>
/// <param name="Runtime">The runtime and its version.</param>
/// <param name="Promises">What may be demanded of it.</param>
internal sealed record AdapterHello(string Runtime, Promises Promises)
{
    /// <summary>The version of the protocol that is spoken here.</summary>
    public const int Protocol = 1;

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
        Promises promises = PromisesOf(hello.GetProperty("class").GetString(), capabilities);
        return new AdapterHello(hello.GetProperty("runtime").GetString() ?? "", promises);
    }

    private static Promises PromisesOf(string? kind, string[] capabilities) => new()
    {
        UsableWords = int.MaxValue,
        Completeness = kind switch
        {
            "complete" => Completeness.Complete,
            "refcount" => Completeness.Acyclic,
            _ => throw new AdapterException(
                AdapterFailure.Protocol, $"a runtime of the class '{kind}' cannot be judged; known are 'complete' and 'refcount'"),
        },
        Immediate = capabilities.Contains("immediate"),
        Sight = (capabilities.Contains("raw") ? Sight.RawWords : Sight.Least)
            | (capabilities.Contains("releases") ? Sight.Releases : Sight.Least),
    };
}
