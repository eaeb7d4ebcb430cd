using System.CommandLine;

namespace GcVerify.Cli.Commands;

/// <summary><c>--format text|json</c>.</summary>
internal sealed class FormatOption : Option<string>
{
    private static readonly string[] Formats = ["text", "json"];

    public FormatOption()
        : base("--format")
    {
        Description = "text or json (text)";
        HelpName = "format";
    }

    /// <summary>Whether JSON is asked for.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public bool IsJson(ParseResult result)
    {
        string format = result.GetValue(this) ?? "text";
        return Formats.Contains(format)
            ? format == "json"
            : throw new UsageException(Catalog.Unknown("format", format, Formats, "there are: text, json"));
    }
}
