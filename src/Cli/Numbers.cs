using System.Globalization;

namespace GcVerify.Cli;

/// <summary>Reads numbers of the command line; what is wrong is said with the option, what was given and what is allowed.</summary>
internal static class Numbers
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A whole number in a range.</summary>
    /// <exception cref="UsageException">It is none, or out of the range.</exception>
    public static long Read(string option, string given, long least, long most, string alternative = "") =>
        long.TryParse(given, NumberStyles.AllowLeadingSign, Invariant, out long value) && value >= least && value <= most
            ? value
            : throw new UsageException(string.Create(
                Invariant, $"{option} '{Catalog.Quoted(given)}': expected {alternative}a whole number from {least} to {most}"));

    /// <summary>A whole number in a range.</summary>
    /// <exception cref="UsageException">It is none, or out of the range.</exception>
    public static int Read32(string option, string given, int least, int most, string alternative = "") =>
        (int)Read(option, given, least, most, alternative);

    /// <summary>A seed: any number of 64 bits.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static ulong Seed(string given, string alternative) =>
        ulong.TryParse(given, NumberStyles.None, Invariant, out ulong seed)
            ? seed
            : throw new UsageException(string.Create(
                Invariant, $"--seed '{Catalog.Quoted(given)}': expected {alternative}a whole number from 0 to {ulong.MaxValue}"));

    /// <summary>A time such as <c>90s</c>, <c>10m</c>, <c>2h</c>: 1 second to 1000 hours.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static TimeSpan Time(string option, string given)
    {
        int seconds = given.Length == 0 ? 0 : given[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return seconds > 0 && long.TryParse(given.AsSpan(0, given.Length - 1), NumberStyles.None, Invariant, out long count)
            && count >= 1 && count <= 3_600_000 / seconds
            ? TimeSpan.FromSeconds(count * seconds)
            : throw new UsageException($"{option} '{Catalog.Quoted(given)}': expected a time such as 90s, 10m or 2h, from 1s to 1000h");
    }
}
