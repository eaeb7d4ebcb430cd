using System.CommandLine;
using System.Globalization;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.Cli.Commands;

/// <summary>The options that say what is done to a program before it is run, the same for every command that has them.</summary>
internal sealed class StressArguments
{
    private const string Each = "every";

    private readonly Option<string> _collectEvery = new("--collect-every")
    {
        HelpName = "n",
        Description = "put a full collection before every n-th operation",
    };

    private readonly Option<string> _stepEvery = new("--step-every")
    {
        HelpName = "n",
        Description = "put a step of a collection before every n-th operation",
    };

    private readonly Option<string> _failAllocation = new("--fail-allocation") { HelpName = "k|every" };

    /// <summary>Adds the options to a command.</summary>
    public StressArguments(Command command)
    {
        _failAllocation.Description = "have the k-th allocation of a program find the heap full, or each in turn"
            + $" (the first {StressPlan.MostVariants})";
        command.Add(_collectEvery);
        command.Add(_stepEvery);
        command.Add(_failAllocation);
    }

    /// <summary>What is to be done.</summary>
    /// <exception cref="UsageException">An option is wrong, or one of the collectors has no heap that could be full.</exception>
    public StressPlan Read(ParseResult result, params IEnumerable<string> collectors)
    {
        bool each = result.GetValue(_failAllocation) == Each;
        var plan = new StressPlan
        {
            CollectEvery = Number(result, _collectEvery),
            StepEvery = Number(result, _stepEvery),
            FailAllocation = each ? StressPlan.EachAllocation : Number(result, _failAllocation, "'every' or "),
        };
        if (plan.FailAllocation != 0 && collectors.FirstOrDefault(Catalog.HasAdapter) is string runtime)
        {
            throw new UsageException($"--fail-allocation: '{runtime}' is run by an adapter, and its heap cannot be made full");
        }

        return plan;
    }

    /// <summary>The options as they are given on a command line, each after a blank; nothing if nothing is done.</summary>
    public static string Write(StressPlan plan)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string collect = plan.CollectEvery == 0 ? "" : string.Create(invariant, $" --collect-every {plan.CollectEvery}");
        string step = plan.StepEvery == 0 ? "" : string.Create(invariant, $" --step-every {plan.StepEvery}");
        string fail = plan.FailAllocation switch
        {
            0 => "",
            StressPlan.EachAllocation => $" --fail-allocation {Each}",
            int number => string.Create(invariant, $" --fail-allocation {number}"),
        };
        return collect + step + fail;
    }

    private static int Number(ParseResult result, Option<string> option, string alternative = "") =>
        result.GetValue(option) is string given ? Numbers.Read32(option.Name, given, 1, Limits.Operations, alternative) : 0;
}
