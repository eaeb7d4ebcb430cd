using System.Diagnostics;

namespace GcVerify.Benchmarks;

/// <summary>
/// Measures processor time of the whole process, its garbage collection included: on a machine that others use as well it says
/// more than the
/// time on the wall, which only the comparison of one job with two needs.
/// </summary>
internal static class Clock
{
    /// <summary>Seconds of processor time that an action takes.</summary>
    public static double Time(Action action)
    {
        double before = Now;
        action();
        return Now - before;
    }

    /// <summary>Seconds on the wall that an action takes.</summary>
    public static double TimeOnTheWall(Action action)
    {
        long before = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(before).TotalSeconds;
    }

    /// <summary>Seconds of processor time used so far.</summary>
    public static double Now => Environment.CpuUsage.TotalTime.TotalSeconds;
}
