namespace GcVerify.CliTests;

/// <summary>A test that needs python3; where that is not installed, it is skipped and the reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!directories.Any(directory => File.Exists(Path.Combine(directory, "python3"))))
        {
            Skip = "python3 is not on the search path; on Debian: apt-get install python3";
        }
    }
}
