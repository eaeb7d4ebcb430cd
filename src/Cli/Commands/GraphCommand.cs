using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;
using GcVerify.Reporting;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify graph</c>: draws the objects and references of a heap.</summary>
internal sealed class GraphCommand
{
    private static readonly string[] Formats = ["text", "mermaid", "dot", "svg", "png"];

    private readonly Command _command = new(
        "graph",
        "Draws the heap at one moment of a run: roots, objects, references. Garbage is dimmed, what was freed is crossed out, and of a run "
        + "that breaks a law the reference to blame is marked. Exit code 0: drawn; 2: undecided, or graphviz is missing; 64: wrong usage.");

    private readonly ProgramArguments _program;
    private readonly Option<string> _at = HeapArguments.At();
    private readonly Option<string> _from = new("--from") { HelpName = "root|n", Description = "what this root, or this object, leads to" };
    private readonly Option<string> _back = new("--back") { HelpName = "n", Description = "what leads to this object" };
    private readonly Option<string> _chain = new("--chain")
    {
        HelpName = "n",
        Description = "the shortest path from a root to this object",
    };

    private readonly Option<string> _depth = new("--depth") { HelpName = "n", Description = "references to follow at most (all)" };
    private readonly Option<string> _tooMany = new("--too-many")
    {
        HelpName = "n",
        Description = $"nodes to draw at most ({GraphQuery.DefaultTooMany})",
    };

    private readonly Option<string> _filter = new("--filter")
    {
        HelpName = "kind",
        Description = "only such objects: " + string.Join(", ", GraphQuery.Filters),
    };

    private readonly Option<string> _highlight = new("--highlight") { HelpName = "n,...", Description = "mark these objects" };
    private readonly Option<string> _format = new("--format")
    {
        HelpName = "format",
        Description = string.Join(", ", Formats[..^1]) + $" or {Formats[^1]} (text)",
    };

    private readonly OutputFileOption _output;

    private GraphCommand(ImmutableArray<string> adapter)
    {
        _program = new ProgramArguments(_command, adapter);
        foreach (Option option in new Option[] { _at, _from, _back, _chain, _depth, _tooMany, _filter, _highlight, _format })
        {
            _command.Add(option);
        }

        _output = new OutputFileOption(_command, "where to write the picture");
        _command.SetAction(Run);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new GraphCommand(adapter)._command.WithExamples(
        "gcverify graph examples/cycle.gcp --collector reference-counting",
        "gcverify graph examples/global.gcp --collector semispace --format dot",
        "gcverify graph examples/local.gcp --collector mark-sweep --chain 3 --at 8",
        "gcverify graph --seed 7 --collector generational --format svg -o 7.svg");

    private int Run(ParseResult result)
    {
        string format = Format(result);
        ReportFile? file = _output.Read(result);
        if (format == "png" && file is null)
        {
            throw new UsageException("--format 'png': no text, so give a file with '-o'");
        }

        GraphQuery query = Query(result);
        ProgramRequest request = _program.Read(result, _program.FileOf(result));
        int? at = HeapArguments.ReadAt(result.GetValue(_at), request);
        string drawn = format is "svg" or "png" ? "dot" : format;
        string? text = HeapArguments.Ask(request, WorkTask.Graph, new HeapOrder { At = at, Query = query, Format = drawn });
        return text is null ? ExitCodes.Undecided : Deliver(text, format, file);
    }

    private static int Deliver(string text, string format, ReportFile? file)
    {
        byte[]? content = Encoding.UTF8.GetBytes(text);
        if (format is "svg" or "png")
        {
            content = Graphviz.Render(text, format, out string reason);
            if (content is null)
            {
                Console.Error.WriteLine("gcverify: " + reason);
                return ExitCodes.Undecided;
            }
        }

        if (file is not null)
        {
            file.Write(content);
        }
        else
        {
            Console.Out.Write(Encoding.UTF8.GetString(content));
        }

        return ExitCodes.Holds;
    }

    private string Format(ParseResult result)
    {
        string format = result.GetValue(_format) ?? Formats[0];
        return Formats.Contains(format) ? format
            : throw new UsageException(Catalog.Unknown("format", format, Formats, "there are: " + string.Join(", ", Formats)));
    }

    private GraphQuery Query(ParseResult result)
    {
        string from = result.GetValue(_from) ?? "";
        bool isObject = HeapArguments.TryReadObject(from, out int number);
        return new GraphQuery
        {
            From = isObject ? number : 0,
            FromRoot = isObject ? "" : from,
            Back = Object("--back", result.GetValue(_back)),
            Chain = Object("--chain", result.GetValue(_chain)),
            Depth = result.GetValue(_depth) is string depth ? Numbers.Read32("--depth", depth, 0, int.MaxValue) : GraphQuery.Unlimited,
            TooMany = result.GetValue(_tooMany) is string most
                ? Numbers.Read32("--too-many", most, 1, int.MaxValue)
                : GraphQuery.DefaultTooMany,
            Filter = Filter(result.GetValue(_filter)),
            Highlight = [.. Objects("--highlight", result.GetValue(_highlight) ?? "")],
        };
    }

    private static int Object(string option, string? given) => given is null ? 0 : HeapArguments.ReadObject(option, given);

    private static IEnumerable<int> Objects(string option, string given) =>
        given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(one => HeapArguments.ReadObject(option, one));

    private static string Filter(string? given) => given is null || GraphQuery.Filters.Contains(given) ? given ?? ""
        : throw new UsageException(
            Catalog.Unknown("kind", given, GraphQuery.Filters, "there are: " + string.Join(", ", GraphQuery.Filters)));
}
