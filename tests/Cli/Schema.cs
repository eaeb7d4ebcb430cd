using System.Text.Json;

namespace GcVerify.CliTests;

/// <summary>As much of JSON Schema as the schemas in <c>docs/schema</c> use; a word that is not known here is an error.</summary>
internal sealed class Schema
{
    private static readonly string[] Annotations = ["$schema", "title", "description"];

    private readonly JsonElement _root;

    private Schema(JsonElement root) => _root = root;

    /// <summary>The schema of this name.</summary>
    public static Schema Load(string name) =>
        new(JsonDocument.Parse(File.ReadAllText(Gcverify.InRepository($"docs/schema/{name}.schema.json"))).RootElement);

    /// <summary>Fails unless the text is as the schema says.</summary>
    public void Accept(string json) => Check(JsonDocument.Parse(json).RootElement, _root, "$");

    private static void Check(JsonElement value, JsonElement schema, string at)
    {
        foreach (JsonProperty rule in schema.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "type":
                    Assert.True(Types(rule.Value).Any(type => Is(value, type)), $"{at}: {value} is not of type {rule.Value}");
                    break;
                case "enum":
                    Assert.Contains(value.ToString(), rule.Value.EnumerateArray().Select(some => some.ToString()));
                    break;
                case "minimum":
                    bool enough = value.ValueKind == JsonValueKind.Null || value.GetInt64() >= rule.Value.GetInt64();
                    Assert.True(enough, $"{at}: {value} is too small");
                    break;
                case "required":
                    foreach (JsonElement name in rule.Value.EnumerateArray())
                    {
                        Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{at}: {name} is missing");
                    }

                    break;
                case "items":
                    Assert.All(value.EnumerateArray(), item => Check(item, rule.Value, at + "[]"));
                    break;
                case "properties":
                    CheckProperties(value, rule.Value, at);
                    break;
                case "additionalProperties": break; // CheckProperties allows none.
                default: Assert.Contains(rule.Name, Annotations); break;
            }
        }
    }

    private static void CheckProperties(JsonElement value, JsonElement properties, string at)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            Assert.True(properties.TryGetProperty(property.Name, out JsonElement schema), $"{at}: {property.Name} is not in the schema");
            Check(property.Value, schema, $"{at}.{property.Name}");
        }
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(some => some.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && !value.GetRawText().Contains('.', StringComparison.Ordinal),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };
}
