using System.CommandLine;

namespace GcVerify.Cli.Commands;

/// <summary><c>--format text|json</c>.</summary>
internal sealed class FormatOption : Option<string>
{
    private readonly string[] _formats;

    /// <summary>Text, JSON, and what else there is.</summary>
    public FormatOption(params string[] others)
        : base("--format")
    {
        _formats = ["text", .. others, "json"];
        Description = $"{string.Join(", ", _formats.SkipLast(1))} or json (text)";
        HelpName = "format";
    }

    /// <summary>Whether JSON is asked for.</summary>
    /// <exception cref="UsageException">It is no format.</exception>
    public bool IsJson(ParseResult result) => Read(result) == "json";

    /// <summary>The format that is asked for.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public string Read(ParseResult result)
    {
        string format = result.GetValue(this) ?? "text";
        return _formats.Contains(format)
            ? format
            : throw new UsageException(Catalog.Unknown("format", format, _formats, "there are: " + string.Join(", ", _formats)));
    }
}
