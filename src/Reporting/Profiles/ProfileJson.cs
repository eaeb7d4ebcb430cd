using System.Text.Json;
using System.Text.Json.Serialization;

namespace GcVerify.Reporting;

/// <summary>Profiles for machines, and as they are saved (<c>docs/schema/profile.schema.json</c>).</summary>
public static class ProfileJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record Document(int Version, IReadOnlyList<HeapProfile> Profiles);

    /// <summary>Renders them, with a line end.</summary>
    public static string Render(IReadOnlyList<HeapProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        return JsonSerializer.Serialize(new Document(1, profiles), Options) + "\n";
    }

    /// <summary>Reads them again.</summary>
    /// <exception cref="FormatException">The text is not what <see cref="Render"/> makes.</exception>
    public static IReadOnlyList<HeapProfile> Read(string text)
    {
        try
        {
            Document document = JsonSerializer.Deserialize<Document>(text, Options) ?? throw new FormatException("it is null");
            return document.Version != 1 ? throw new FormatException($"it has version {document.Version}, not 1")
                : document.Profiles.Count == 0 ? throw new FormatException("it has no profiles")
                : document.Profiles;
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
