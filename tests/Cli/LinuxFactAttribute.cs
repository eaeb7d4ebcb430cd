namespace GcVerify.CliTests;

/// <summary>A test that sends signals as Linux has them; elsewhere it is skipped and says so.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "The test sends signals to processes and looks them up in /proc, which takes Linux.";
        }
    }
}
