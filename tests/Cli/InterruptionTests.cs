using System.Diagnostics;
using System.Globalization;

namespace GcVerify.CliTests;

public sealed class InterruptionTests
{
    [LinuxFact]
    public async Task Ctrl_C_reports_what_was_found_so_far()
    {
        using var gcverify = new Gcverify();
        using Process process = gcverify.Start([], "verify", "mark-sweep", "--time", "10m");
        await Busy(await WorkerOf(process));
        Signal(process.Id, "INT");
        Outcome outcome = Gcverify.Finish(process);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("stopping after the programs that are running", outcome.Error, StringComparison.Ordinal);
        Assert.Matches(@"interrupted; [1-9]\d* programs? held until then", outcome.Output);
        Assert.Contains("Undecided: mark-sweep.", outcome.Output, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_second_Ctrl_C_ends_at_once_and_leaves_no_process_behind()
    {
        using var gcverify = new Gcverify();
        using Process process = gcverify.Start([], "verify", "hostile-loops-forever", "--program-timeout", "600");
        int worker = await WorkerOf(process);
        await Busy(worker);
        Signal(process.Id, "INT");
        await Task.Delay(500);
        Assert.False(process.HasExited);
        Signal(process.Id, "INT");

        Assert.Equal(130, Gcverify.Finish(process).ExitCode);
        await Gone(worker);
    }

    [LinuxFact]
    public async Task A_worker_does_not_outlive_the_process_that_started_it()
    {
        using var gcverify = new Gcverify();
        using Process process = gcverify.Start([], "verify", "hostile-loops-forever", "--program-timeout", "600");
        int worker = await WorkerOf(process);
        await Busy(worker);
        Signal(process.Id, "KILL");

        await Gone(worker);
    }

    private static async Task<int> WorkerOf(Process process)
    {
        for (int tries = 0; tries < 600; tries++)
        {
            // Any thread may have started it.
            string tasks = $"/proc/{process.Id}/task";
            foreach (string task in Directory.Exists(tasks) ? Directory.GetDirectories(tasks) : [])
            {
                string path = Path.Combine(task, "children");
                string text = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
                if (text.Length > 0)
                {
                    return int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
                }
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("No worker process appeared.");
    }

    /// <summary>Until it has used more processor time than starting takes.</summary>
    private static async Task Busy(int process)
    {
        const int clockTicks = 150;
        const int userTimeAt = 11;
        for (int tries = 0; tries < 1200; tries++)
        {
            string stat = await File.ReadAllTextAsync($"/proc/{process}/stat");
            string[] afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (int.Parse(afterName[userTimeAt], CultureInfo.InvariantCulture) >= clockTicks)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("The worker process does nothing.");
    }

    private static async Task Gone(int process)
    {
        for (int tries = 0; tries < 400 && IsRunning(process); tries++)
        {
            await Task.Delay(50);
        }

        Assert.False(IsRunning(process));
    }

    /// <summary>A process that has ended but was not waited for does not count.</summary>
    private static bool IsRunning(int process)
    {
        string path = $"/proc/{process}/stat";
        try
        {
            return File.Exists(path) && !File.ReadAllText(path).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Signal(int process, string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
