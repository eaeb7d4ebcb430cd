using System.Collections.Immutable;
using System.CommandLine;
using GcVerify.Adapters;
using GcVerify.Cli.Output;
using GcVerify.Cli.Workers;

namespace GcVerify.Cli.Commands;

/// <summary><c>gcverify conform</c>: tests an adapter against the protocol.</summary>
internal sealed class ConformCommand
{
    private readonly Command _command = new(
        "conform",
        "Tests an adapter: whether it keeps to the protocol, and whether faults that it has on purpose are noticed. "
        + "Exit code 0: it conforms; 1: it does not; 2: it cannot be started; 64: wrong usage.");

    private readonly Argument<string?> _runtime = new("runtime")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "a runtime, see 'gcverify list runtimes'; or an adapter's command after '--'",
    };

    private readonly Option<string[]> _checks = new("--check")
    {
        HelpName = "check",
        Description = "only this check; may be repeated (all)",
    };

    private readonly FormatOption _format = new();
    private readonly AdapterArguments _adapters;

    private ConformCommand(ImmutableArray<string> adapter)
    {
        _command.Add(_runtime);
        _adapters = new AdapterArguments(_command, adapter);
        _command.Add(_checks);
        _command.Add(_format);
        _command.SetAction(Run);
    }

    /// <summary>The command, followed by an adapter's command line or nothing.</summary>
    public static Command Create(ImmutableArray<string> adapter) => new ConformCommand(adapter)._command.WithExamples(
        "gcverify conform -- ./my-adapter --flag",
        "gcverify conform python3",
        "gcverify conform --check load --check walk -- ./my-adapter",
        "gcverify conform python3 --format json");

    private int Run(ParseResult result)
    {
        string name = _adapters.One(result, "runtime", result.GetValue(_runtime));
        if (!Catalog.HasAdapter(name))
        {
            throw new UsageException($"'{name}' is a simulated collector, which has no adapter; 'gcverify list runtimes' lists what has one");
        }

        AdapterSetup setup = _adapters.Read(result, name);
        IReadOnlyList<string> faults = RuntimeCatalog.Choose(name)?.Entry.Faults ?? AdapterFaults.Everywhere;
        string[]? only = Checks(result, faults);
        ConformanceReport report;
        using (AdapterPool pool = setup.Open(name))
        {
            report = AdapterConformance.Run(pool.Command, null, only);
        }

        report = report with
        {
            Results =
            [
                .. report.Results,
                .. faults.Where(fault => only?.Contains(AdapterFaults.CheckOf(fault)) != false)
                    .Select(fault => AdapterFaults.Test(name, setup with { Fault = fault }, report)),
            ],
        };
        Console.Out.Write(_format.IsJson(result) ? ConformJson.Render(report) : ConformText.Render(report));
        return report.Conforms ? ExitCodes.Holds : ExitCodes.Violated;
    }

    private string[]? Checks(ParseResult result, IEnumerable<string> faults)
    {
        if (result.GetValue(_checks) is not { Length: > 0 } given)
        {
            return null;
        }

        string[] all = [.. AdapterConformance.Checks, .. faults.Select(AdapterFaults.CheckOf)];
        return given.FirstOrDefault(check => !all.Contains(check)) is string unknown
            ? throw new UsageException("--check: " + Catalog.Unknown("check", unknown, all, "there are: " + string.Join(", ", all)))
            : given;
    }
}
