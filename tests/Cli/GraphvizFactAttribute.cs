namespace GcVerify.CliTests;

/// <summary>A test that draws through graphviz; where it is not installed it is skipped and says so.</summary>
internal sealed class GraphvizFactAttribute : FactAttribute
{
    public GraphvizFactAttribute()
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!path.Any(directory => File.Exists(Path.Combine(directory, OperatingSystem.IsWindows() ? "dot.exe" : "dot"))))
        {
            Skip = "'dot' is not on the search path; on Debian: apt-get install graphviz";
        }
    }
}
