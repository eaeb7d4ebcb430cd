using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>
/// Ends the process groups of adapters when this process is gone, however it ended: an adapter that hangs does not notice that its stdin has
/// ended. A shell that is told of each group that begins and ends, and whose own stdin ends with this process.
/// </summary>
internal static class Guardian
{
    // In a session of its own, so that what ends this process, such as Ctrl-C, does not end it.
    private const string Script = """
        groups=' '
        while read -r what group; do
          case "$what$groups" in
            +*) groups="$groups$group " ;;
            *" $group "*) groups="${groups%% $group *} ${groups#* $group }" ;;
          esac
        done
        for group in $groups; do kill -s KILL -- "-$group"; done
        """;

    private static readonly Lock Gate = new();
    private static readonly Lazy<StreamWriter?> Shell = new(Start);

    /// <summary>A group has begun: its leader.</summary>
    public static void Watch(int leader) => Tell('+', leader);

    /// <summary>A group has ended.</summary>
    public static void Forget(int leader) => Tell('-', leader);

    private static void Tell(char what, int leader)
    {
        lock (Gate)
        {
            try
            {
                Shell.Value?.Write(string.Create(CultureInfo.InvariantCulture, $"{what} {leader}\n"));
            }
            catch (IOException)
            {
                // Somebody ended it. Adapters that do not hang end by themselves all the same.
            }
        }
    }

    private static StreamWriter? Start()
    {
        if (ProcessGroup.Leader is not string setsid)
        {
            return null;
        }

        var start = new ProcessStartInfo(setsid, ["/bin/sh", "-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            StreamWriter input = Process.Start(start)!.StandardInput;
            input.AutoFlush = true;
            return input;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
