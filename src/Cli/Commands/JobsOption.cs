using System.CommandLine;

namespace GcVerify.Cli.Commands;

/// <summary><c>--jobs</c>: how many programs are run at the same time. Changes the time that it takes, and nothing else.</summary>
internal sealed class JobsOption : Option<string>
{
    private const int Most = 1024;

    public JobsOption()
        : base("--jobs")
    {
        Description = "programs run at the same time (one for each processor)";
        HelpName = "n";
    }

    /// <summary>The number.</summary>
    /// <exception cref="UsageException">It is none, or out of range.</exception>
    public int Read(ParseResult result) =>
        result.GetValue(this) is string given ? Numbers.Read32("--jobs", given, 1, Most) : Math.Min(Environment.ProcessorCount, Most);
}
