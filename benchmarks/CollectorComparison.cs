using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>
/// Every collector on the same programs, bare: generated ones, GCBench and binary-trees; and the latter two with objects of .NET. All in turn, so that ratios to mark-sweep are taken within a round.
/// </summary>
internal sealed class CollectorComparison
{
    private const string Measure = "mark-sweep";
    private const int Operations = 200;
    private const int Generated = 200;

    private static readonly TreeBenchmark[] _trees = [TreeBenchmark.GcBench, TreeBenchmark.BinaryTrees];

    private readonly Competitor[] _competitors;
    private readonly MutatorProgram[] _programs = new ProgramSource(Measure, Operations, Preset.Mixed, seed: 0xC0113C).Take(Generated);
    private readonly Sample[] _managed = [.. _trees.Select(_ => new Sample())];
    private long _sum;

    /// <summary>Of these collectors, the measure among them.</summary>
    public CollectorComparison(IReadOnlyList<string> collectors) => _competitors = [.. collectors.Select(collector => new Competitor(collector))];

    /// <summary>Lets every collector run every workload for so many seconds.</summary>
    public void Round(double seconds, bool counts)
    {
        double[][] costs = [.. _competitors.Select(competitor => CostsOf(competitor, seconds))];
        double[] measure = costs[Array.FindIndex(_competitors, competitor => competitor.Name == Measure)];
        double[] managed = [.. _trees.Select(tree => Cost(seconds, tree.Program.Body.Length, () => _sum += tree.Managed()))];
        for (int i = 0; counts && i < costs.Length; i++)
        {
            _competitors[i].Add(costs[i], measure);
        }

        for (int i = 0; counts && i < managed.Length; i++)
        {
            _managed[i].Add(managed[i]);
        }
    }

    /// <summary>What was measured, in nanoseconds an operation; of .NET, for as much as an operation of the program does.</summary>
    public object Result => new
    {
        Workloads = (string[])["generated", .. _trees.Select(tree => tree.Name)],
        Collectors = _competitors.Select(competitor => competitor.Result),
        DotNet = _managed.Select(sample => sample.Figure()),
        TreeOperations = _trees.Select(tree => tree.Program.Body.Length),
        Checked = _sum != 0,
    };

    private double[] CostsOf(Competitor competitor, double seconds) =>
    [
        Cost(seconds, Generated * Operations, () => Array.ForEach(_programs, competitor.Own.RunBare)),
        .. _trees.Select(tree => Cost(seconds, tree.Program.Body.Length, () => competitor.Own.RunBare(tree.Program))),
    ];

    private static double Cost(double seconds, int operations, Action run)
    {
        long runs = 0;
        double start = Clock.Now, used;
        do
        {
            run();
            runs++;
            used = Clock.Now - start;
        }
        while (used < seconds);

        return used * 1e9 / ((double)runs * operations);
    }

    private sealed class Competitor(string name)
    {
        private readonly Sample[] _nanoseconds = [new(), new(), new()];
        private readonly Sample[] _ratios = [new(), new(), new()];

        public string Name => name;

        public OwnProperty Own { get; } = new(name);

        public object Result => new
        {
            Collector = name,
            Nanoseconds = _nanoseconds.Select(sample => sample.Figure()),
            OverMarkSweep = _ratios.Select(sample => sample.Figure(atMost: 3)),
        };

        public void Add(double[] costs, double[] measure)
        {
            for (int i = 0; i < costs.Length; i++)
            {
                _nanoseconds[i].Add(costs[i]);
                _ratios[i].Add(costs[i] / measure[i]);
            }
        }
    }
}
