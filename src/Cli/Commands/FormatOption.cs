using System.CommandLine;

namespace GcVerify.Cli.Commands;

/// <summary><c>--format text|json</c>, and what else a command has.</summary>
internal sealed class FormatOption : Option<string>
{
    /// <summary>The format of workflow commands.</summary>
    public const string GitHub = "github";

    private readonly string[] _formats;

    /// <summary>Text, JSON, and what else there is.</summary>
    public FormatOption(params string[] others)
        : this(["text", .. others], "json")
    {
    }

    private FormatOption(string[] first, string last)
        : base("--format")
    {
        _formats = [.. first, last];
        Description = $"{string.Join(", ", first)} or {last} (text)";
        HelpName = "format";
    }

    /// <summary>Text, or text with the workflow commands of GitHub Actions.</summary>
    public static FormatOption TextOrGitHub() => new(["text"], GitHub);

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
