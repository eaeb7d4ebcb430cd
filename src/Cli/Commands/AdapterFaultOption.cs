using System.CommandLine;
using GcVerify.Adapters;

namespace GcVerify.Cli.Commands;

/// <summary><c>--adapter-fault</c>: has the adapter of a runtime break itself on purpose, to prove that it would be noticed.</summary>
internal sealed class AdapterFaultOption : Option<string>
{
    public AdapterFaultOption()
        : base("--adapter-fault")
    {
        Description = "have a runtime's adapter break itself on purpose, see 'gcverify list runtimes'";
        HelpName = "fault";
    }

    /// <summary>The fault, or empty.</summary>
    /// <exception cref="UsageException">One of the collectors is no runtime, or its adapter has no such fault.</exception>
    public string Read(ParseResult result, params IEnumerable<string> collectors)
    {
        if (result.GetValue(this) is not string fault)
        {
            return "";
        }

        foreach (string collector in collectors)
        {
            RuntimeEntry runtime = RuntimeCatalog.Find(collector) ?? throw new UsageException(
                $"--adapter-fault '{Catalog.Quoted(fault)}': '{collector}' has no adapter; 'gcverify list runtimes' lists what has one");
            if (!runtime.Faults.Contains(fault))
            {
                throw new UsageException(Catalog.Unknown(
                    $"fault of the adapter of {collector}", fault, runtime.Faults, "there are: " + string.Join(", ", runtime.Faults)));
            }
        }

        return fault;
    }
}
