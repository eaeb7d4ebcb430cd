using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GcVerify.Collectors;

namespace GcVerify.Benchmarks;

/// <summary>Measures everything in one run, all rivals in turn, and prints it as JSON.</summary>
internal static class Report
{
    private static readonly int[] _sizes = [50, 200, 2000];
    private static readonly string[] _collectors = [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    // One that never collects fills the heap of these, and refuses from then on.
    private static readonly string[] _collecting = [.. _collectors.Where(name => name != "no-collection")];

    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Measures and prints.</summary>
    public static int Print(BenchmarkSettings settings)
    {
        // A list of 2,000 operations is generated recursively.
        var thread = new Thread(() => Measure(settings), 256 << 20);
        thread.Start();
        thread.Join();
        return 0;
    }

    /// <summary>Measures what programs of all lengths cost on some collectors, or on all if none is named, and prints it.</summary>
    public static int PrintGrowth(BenchmarkSettings settings, string[] collectors)
    {
        GrowthComparison[] growth = [.. (collectors.Length > 0 ? collectors : _collectors).Select(collector => new GrowthComparison(collector, settings))];
        for (int round = -1; round < settings.Rounds; round++)
        {
            Array.ForEach(growth, one => one.Round(counts: round >= 0));
            Console.Error.WriteLine($"round {round + 1} of {settings.Rounds}");
        }

        Console.WriteLine(JsonSerializer.Serialize(growth.Select(one => one.Result), _json));
        return 0;
    }

    private static void Measure(BenchmarkSettings settings)
    {
        RivalComparison[] rivals = [.. _sizes.Select(size => new RivalComparison(size))];
        CostShares[] shares = [.. _collectors.SelectMany(collector => _sizes.Select(size => new CostShares(collector, size)))];
        GrowthComparison[] growth = [.. _collectors.Select(collector => new GrowthComparison(collector, settings))];
        var comparison = new CollectorComparison(_collecting);
        var jobs = new JobsComparison();
        double slice = settings.SliceMilliseconds / 1000.0;
        for (int round = -2; round < settings.Rounds; round++)
        {
            bool counts = round >= 0;
            Array.ForEach(rivals, rival => rival.Round(slice, counts));
            Array.ForEach(shares, share => share.Round(slice, counts));
            comparison.Round(slice, counts);
            jobs.Round(counts);
            if (round != -2)
            {
                Array.ForEach(growth, one => one.Round(counts));
            }

            Console.Error.WriteLine($"round {round + 1} of {settings.Rounds}");
        }

        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                Machine = new
                {
                    RuntimeInformation.OSDescription,
                    RuntimeInformation.FrameworkDescription,
                    Environment.ProcessorCount,
                    settings.Rounds,
                },
                Rivals = rivals.Select(rival => rival.Result),
                Shares = shares.Select(share => share.Result),
                Comparison = comparison.Result,
                Jobs = jobs.Result,
                Growth = growth.Select(one => one.Result),
            },
            _json));
    }
}
