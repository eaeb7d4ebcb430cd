using System.CommandLine;

namespace GcVerify.Cli.Commands;

/// <summary><c>--program-timeout</c>: how long one program may make no progress.</summary>
internal sealed class ProgramTimeoutOption : Option<string>
{
    private const int Default = 10;

    public ProgramTimeoutOption()
        : base("--program-timeout")
    {
        Description = "seconds after which a program that makes no progress is given up (10)";
        HelpName = "seconds";
    }

    /// <summary>The time.</summary>
    /// <exception cref="UsageException">It is no number, or out of range.</exception>
    public TimeSpan Read(ParseResult result) =>
        TimeSpan.FromSeconds(result.GetValue(this) is string given ? Numbers.Read32("--program-timeout", given, 1, 86_400) : Default);
}
