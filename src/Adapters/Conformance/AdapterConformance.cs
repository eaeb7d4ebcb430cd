using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>Tests an adapter against the protocol (<c>docs/protocol.md</c>).</summary>
public static class AdapterConformance
{
    private static readonly ConformanceCheck Hello = new(
        "hello",
        "says a hello in time, in one line, with all that belongs to it",
        "Write the hello first of all, flush it, and write nothing else to stdout: no banner, no log.",
        session => session.Start());

    private static readonly ImmutableArray<ConformanceCheck> Others = [.. OperationChecks.All, .. RunChecks.All, .. CapabilityChecks.All];

    /// <summary>The names of all checks.</summary>
    public static ImmutableArray<string> Checks { get; } = [Hello.Name, .. Others.Select(check => check.Name)];

    /// <summary>Runs checks.</summary>
    /// <param name="command">How the adapter is started.</param>
    /// <param name="limits">What a process may take; the defaults if null.</param>
    /// <param name="only">The names of those to be run beside the first, which is always run; null: all.</param>
    /// <exception cref="AdapterException">The adapter cannot be started, or ends or is silent before it says anything.</exception>
    public static ConformanceReport Run(AdapterCommand command, AdapterLimits? limits = null, IReadOnlyCollection<string>? only = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var session = new ConformanceSession(command, limits ?? new AdapterLimits());
        var results = new List<ConformanceResult> { Test(Hello, session) };
        bool greeted = results[0].Outcome == ConformanceOutcome.Passed;
        results.AddRange(Others.Where(check => only?.Contains(check.Name) != false).Select(
            check => greeted ? Test(check, session) : Result(check, ConformanceOutcome.Skipped)));
        Announcement announced = session.Announced;
        return new ConformanceReport(command.Name, announced.Runtime, announced.Class, announced.Capabilities, [.. results]);
    }

    private static ConformanceResult Test(ConformanceCheck check, ConformanceSession session)
    {
        if (!check.Applies(session.Announced))
        {
            return Result(check, ConformanceOutcome.NotAnnounced);
        }

        try
        {
            check.Test(session);
            return Result(check, ConformanceOutcome.Passed);
        }
        catch (ConformanceException e)
        {
            return Failed(check, e.Failure, session);
        }
        catch (AdapterException e) when (check != Hello)
        {
            return Failed(check, new ConformanceFailure("(what the check sends)", "an answer", e.Message), session);
        }
    }

    private static ConformanceResult Failed(ConformanceCheck check, ConformanceFailure failure, ConformanceSession session)
    {
        session.End();
        return Result(check, ConformanceOutcome.Failed) with { Failure = failure, Fix = check.Fix };
    }

    private static ConformanceResult Result(ConformanceCheck check, ConformanceOutcome outcome) => new(check.Name, check.What, outcome);
}
