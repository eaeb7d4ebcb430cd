using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GcVerify.Adapters;

/// <summary>
/// Starts a process as the leader of a group of its own, so that all that it starts can be ended with it. By <c>setsid</c> of
/// util-linux; where there is none, the group is what the process tree shows.
/// </summary>
internal static class ProcessGroup
{
    private const int SigKill = 9;

    /// <summary>The executable that makes a process the leader of a group; null where there is none.</summary>
    public static string? Leader { get; } = ExecutablePath.Find("setsid");

    private static readonly string? Prlimit = ExecutablePath.Find("prlimit");

    /// <summary>Starts a command with its three streams redirected.</summary>
    public static Process Start(AdapterCommand command)
    {
        string[] words = [.. Wrappers(command), command.FileName, .. command.Arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
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

        Process process = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
        Guardian.Watch(process.Id);
        return process;
    }

    /// <summary>What runs the command: each becomes the next, so that the process is the same.</summary>
    private static string[] Wrappers(AdapterCommand command)
    {
        string[] leader = Leader is null ? [] : [Leader];
        return command.MemoryMegabytes is not int megabytes ? leader
            : [.. leader, Prlimit ?? throw NoLimit(command), string.Create(CultureInfo.InvariantCulture, $"--data={(long)megabytes << 20}")];
    }

    private static AdapterException NoLimit(AdapterCommand command) => new(
        AdapterFailure.Setup,
        $"{command.Name}: its memory cannot be limited: prlimit is not on the search path; on Debian: apt-get install util-linux");

    /// <summary>Ends a process and its group at once.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (Leader is not null)
            {
                _ = SendSignal(-process.Id, SigKill);
            }

            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already.
        }

        Guardian.Forget(process.Id);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
