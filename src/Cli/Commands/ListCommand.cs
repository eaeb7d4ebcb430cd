using System.CommandLine;
using GcVerify.Adapters;
using GcVerify.Cli.Output;
using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Reporting;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify list</c>: what can be named on the command line.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var list = new Command("list", "Lists what can be named: collectors, laws, presets, runtimes.");
        list.Add(CreateList("collectors", "Lists the collectors that can be verified, the deliberately broken ones apart.", Collectors));
        list.Add(CreateList("laws", "Lists the laws that collectors are judged by.", Laws));
        list.Add(CreateList("presets", "Lists the styles of generated programs.", Presets));
        list.Add(CreateList("runtimes", "Lists the language runtimes that can be verified like collectors, installed or not.", Runtimes));
        return list.WithExamples("gcverify list collectors", "gcverify list laws --format json");
    }

    private static Command CreateList(string name, string description, Func<IReadOnlyList<ListEntry>> entries)
    {
        var format = new FormatOption();
        var command = new Command(name, description) { format };
        command.SetAction(result =>
        {
            IReadOnlyList<ListEntry> listed = entries();
            Console.Out.Write(format.IsJson(result) ? ResultJson.List(name, listed) : Text(listed));
            return ExitCodes.Holds;
        });
        return command.WithExamples($"gcverify list {name}", $"gcverify list {name} --format json");
    }

    private static string Text(IReadOnlyList<ListEntry> entries)
    {
        if (entries.Any(entry => entry.Runtime is not null))
        {
            return RuntimeText.Render(entries);
        }

        string text = Table([.. entries.Where(entry => entry.Correct != false)]);
        ListEntry[] broken = [.. entries.Where(entry => entry.Correct == false)];
        return broken.Length == 0 ? text : text + "\nDeliberately broken, to see what gcverify makes of them:\n\n" + Table(broken);
    }

    private static string Table(IReadOnlyList<ListEntry> entries)
    {
        bool ids = entries.Any(entry => entry.Id is not null);
        TextTable table = ids
            ? new TextTable(["id", "name", "summary"], [false, false, false])
            : new TextTable(["name", "summary"], [false, false]);
        foreach (ListEntry entry in entries)
        {
            table.Add(ids ? [entry.Id ?? "", entry.Name, entry.Summary] : [entry.Name, entry.Summary]);
        }

        return table.Render();
    }

    private static IReadOnlyList<ListEntry> Collectors() =>
        [.. CollectorCatalog.All.Select(entry => new ListEntry(entry.Name, entry.Summary, Correct: entry.IsCorrect))];

    private static IReadOnlyList<ListEntry> Laws() => [.. Oracle.Laws.All.Select(law => new ListEntry(law.Name, law.Statement, law.Id))];

    private static IReadOnlyList<ListEntry> Presets() => [.. Preset.All.Select(preset => new ListEntry(preset.Name, preset.Summary))];

    /// <summary>Several at the same time: each is a process, and some have to be compiled first.</summary>
    private static IReadOnlyList<ListEntry> Runtimes() => [.. RuntimeCatalog.All.AsParallel().AsOrdered().Select(Runtime)];

    private static ListEntry Runtime(RuntimeEntry entry)
    {
        var state = new RuntimeState(entry.Find() is not null, null, "apt-get install " + entry.Packages)
        {
            Modes = [.. entry.Modes.Select(mode => (mode.Name, mode.Summary))],
            Options = [.. entry.Options.Select(option => (option.Argument, option.Summary))],
            Faults = entry.Faults,
        };
        try
        {
            RuntimeDescription? said = state.Found ? entry.Describe() : null;
            return new ListEntry(entry.Name, entry.Summary, Runtime: said is null ? state : state with
            {
                Version = said.Runtime,
                Class = said.Class,
                Capabilities = said.Capabilities,
            });
        }
        catch (AdapterException e)
        {
            return new ListEntry(entry.Name, entry.Summary, Runtime: state with { Problem = e.Message });
        }
    }
}
