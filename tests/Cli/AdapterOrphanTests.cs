using System.Diagnostics;
using System.Globalization;

namespace GcVerify.CliTests;

/// <summary>However gcverify ends, nothing that it has started is left over, though it hangs and does not notice.</summary>
public sealed class AdapterOrphanTests
{
    // Says hello, then neither reads nor ends, as does what it has started.
    private const string Hangs = """
        trap '' HUP INT TERM
        sleep 600 &
        echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"complete","caps":[]}'
        read -r line
        echo "$$ $!" > pids
        while :; do sleep 1; done
        """;

    [LinuxFact]
    public Task An_adapter_ends_when_gcverify_is_killed() => Ends("KILL", 1, "verify", "--programs", "5");

    [LinuxFact]
    public Task An_adapter_under_test_ends_when_gcverify_is_killed() => Ends("KILL", 1, "conform", "--check", "new");

    [LinuxFact]
    public Task An_adapter_ends_when_Ctrl_C_is_pressed_twice() => Ends("INT", 2, "verify", "--programs", "5");

    private static async Task Ends(string signal, int times, params string[] arguments)
    {
        using var gcverify = new Gcverify();
        gcverify.Write("adapter.sh", Hangs.ReplaceLineEndings("\n"));
        using Process process = gcverify.Start([], [.. arguments, "--", "sh", "adapter.sh"]);
        string file = Path.Combine(gcverify.Directory, "pids");
        string text = "";
        Assert.True(await Soon(() => File.Exists(file) && (text = File.ReadAllText(file)).EndsWith('\n')));
        int[] pids = [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        Assert.Equal(2, pids.Length);
        Assert.All(pids, pid => Assert.True(IsAlive(pid)));

        for (int i = 0; i < times; i++)
        {
            using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await Task.Delay(200);
        }

        Assert.True(await Soon(() => !pids.Any(IsAlive)), "left over: " + string.Join(' ', pids.Where(IsAlive)));
        await process.WaitForExitAsync();
    }

    private static async Task<bool> Soon(Func<bool> condition)
    {
        for (int tries = 0; tries < 200 && !condition(); tries++)
        {
            await Task.Delay(20);
        }

        return condition();
    }

    private static bool IsAlive(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Trim()[0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
