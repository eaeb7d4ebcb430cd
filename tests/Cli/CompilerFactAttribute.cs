namespace GcVerify.CliTests;

/// <summary>A test that compiles C for Linux; where that cannot be, it is skipped and the reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute() => Skip = CompilerTheoryAttribute.Reason;
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompilerTheoryAttribute : TheoryAttribute
{
    public CompilerTheoryAttribute() => Skip = Reason;

    /// <summary>Why it is skipped; null if it is not.</summary>
    public static string? Reason { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "cc")))
            ? null
            : "cc is not on the search path; on Debian: apt-get install gcc libc6-dev";
}
