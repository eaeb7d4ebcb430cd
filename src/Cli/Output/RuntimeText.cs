using System.Text;
using GcVerify.Adapters;
using GcVerify.Reporting;

namespace GcVerify.Cli.Output;

/// <summary>The language runtimes, for people: a paragraph for each, and what to install for those that are missing.</summary>
internal static class RuntimeText
{
    private const string Gap = "  ";

    /// <summary>Renders them, with a line end.</summary>
    public static string Render(IReadOnlyList<ListEntry> entries)
    {
        int indent = entries.Max(entry => entry.Name.Length) + Gap.Length;
        var text = new StringBuilder();
        foreach (ListEntry entry in entries)
        {
            Append(text, entry, indent);
        }

        string[] missing = [.. entries.Where(entry => !entry.Runtime!.Found).Select(entry => RuntimeCatalog.Find(entry.Name)!.Packages)];
        if (missing.Length > 0)
        {
            string packages = string.Join(' ', missing.SelectMany(some => some.Split(' ')).Distinct());
            TextLayout.AppendLabelled(text, "\nnot found, on Debian: ", "apt-get install " + packages);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ListEntry entry, int indent)
    {
        RuntimeState runtime = entry.Runtime!;
        string blank = new(' ', indent);
        string version = runtime.Version ?? (runtime.Found ? "does not start" : "not found");
        string kind = runtime.Class.Length == 0 ? "" : $", {runtime.Class}";
        TextLayout.AppendLabelled(text, entry.Name.PadRight(indent), version + kind);
        foreach (string line in new[]
        {
            entry.Summary,
            runtime.Found ? runtime.Problem : "on Debian: " + runtime.Install,
            Listed("modes", runtime.Modes.Select(mode => mode.Name)),
            Listed("capabilities", runtime.Capabilities),
            Listed("adapter faults", runtime.Faults),
        }.Where(line => line.Length > 0))
        {
            TextLayout.AppendLabelled(text, blank, line);
        }
    }

    private static string Listed(string what, IEnumerable<string> names) => names.Any() ? $"{what}: {string.Join(", ", names)}" : "";
}
