using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GcVerify.Adapters;

/// <summary>
/// Starts a process as the leader of a group of its own, so that all that it starts can be ended with it. By <c>setsid</c> of
/// util-linux; where there is none, the group is what the process tree shows.
/// </summary>
internal static class ProcessGroup
{
    private const int SigKill = 9;

    private static readonly string? Setsid = ExecutablePath.Find("setsid");

    /// <summary>Starts a command with its three streams redirected.</summary>
    public static Process Start(AdapterCommand command)
    {
        var start = new ProcessStartInfo(Setsid ?? command.FileName)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.Folder ?? "",
        };
        foreach ((string name, string value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        if (Setsid is not null)
        {
            start.ArgumentList.Add(command.FileName);
        }

        foreach (string argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("no process was started");
    }

    /// <summary>Ends a process and its group at once.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (Setsid is not null)
            {
                _ = SendSignal(-process.Id, SigKill);
            }

            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
