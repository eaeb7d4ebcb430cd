using System.Globalization;
using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>
/// Cost per operation of programs of 1e3 to 1e6 operations that keep 1,000 objects live: a table of pairs, of which one at a time is replaced. The cost of filling the table,
/// and of some replacements, is measured by itself and taken off.
/// </summary>
internal sealed class GrowthComparison(string collector, BenchmarkSettings settings)
{
    private const int Pairs = 500;

    // The longest that any collector goes from one full collection to the next, and more: a thousand operations may hold one such or none, so
    // what is measured begins at any point between two.
    private const int MostBefore = 4000;

    private static readonly MutatorProgram _empty = new(1, 0, Array.Empty<Operation>());

    private readonly OwnProperty _own = new(collector);
    private readonly SortedDictionary<int, Sample> _bare = [], _judged = [];
    private readonly Sample _bareExponent = new(), _judgedExponent = new();
    private readonly SeededRandom _random = new(1);

    /// <summary>All lengths once.</summary>
    public void Round(bool counts)
    {
        double[] bare = Measure(_own.RunBare, _bare, counts), judged = Measure(_own.Judge, _judged, counts);
        if (counts)
        {
            _bareExponent.Add(Exponent(bare));
            _judgedExponent.Add(Exponent(judged));
        }
    }

    /// <summary>What was measured.</summary>
    public object Result => new
    {
        Collector = collector,
        LiveObjects = 1 + (2 * Pairs),
        BareNanosecondsPerOperation = Figures(_bare),
        JudgedNanosecondsPerOperation = Figures(_judged),
        BareExponent = _bareExponent.Figure(),
        JudgedExponent = _judgedExponent.Figure(atMost: 1.1),
    };

    private static Dictionary<string, Figure> Figures(SortedDictionary<int, Sample> samples) =>
        samples.ToDictionary(x => x.Key.ToString(CultureInfo.InvariantCulture), x => x.Value.Figure());

    private IEnumerable<int> Lengths()
    {
        for (int length = 1000; length <= settings.LongestProgram; length *= 10)
        {
            yield return length;
        }
    }

    private double[] Measure(Action<MutatorProgram> run, SortedDictionary<int, Sample> samples, bool counts)
    {
        var seconds = new List<double>();
        foreach (int length in Lengths())
        {
            int repeats = Math.Max(1, 30_000 / length);
            double filling = 0, whole = 0;
            for (int i = 0; i < repeats; i++)
            {
                int before = _random.Below(MostBefore);
                filling += TimeOf(run, before);
                whole += TimeOf(run, before + length);
            }

            double one = Math.Max(1e-9, (whole - filling) / repeats);
            seconds.Add(one);
            if (counts)
            {
                samples.TryAdd(length, new Sample());
                samples[length].Add(one * 1e9 / length);
            }
        }

        return [.. seconds];
    }

    // The program is made just before it is run, so that both that are compared find the caches alike. The heap that a run leaves is wiped at the begin of the
    // next one: of an empty program, so that each pays for its own.
    private double TimeOf(Action<MutatorProgram> run, int length)
    {
        MutatorProgram program = Make(length);
        return Clock.Time(() =>
        {
            run(program);
            run(_empty);
        });
    }

    /// <summary>The slope of time over length, both as logarithms, by least squares.</summary>
    private double Exponent(double[] seconds)
    {
        double[] x = [.. Lengths().Select(length => Math.Log(length))], y = [.. seconds.Select(cost => Math.Log(cost))];
        double meanX = x.Average(), meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private MutatorProgram Make(int length)
    {
        Root table = Root.Local(0), pair = Root.Local(1), other = Root.Local(2), seen = Root.Local(3);
        var operations = new List<Operation>(length + (4 * Pairs) + 8) { Operation.New(table, Shape.Plain(Pairs)) };
        for (int i = 0; i < Pairs; i++)
        {
            Replace(i);
        }

        int end = operations.Count + length;
        while (operations.Count < end)
        {
            Replace(_random.Below(Pairs));
            operations.Add(Operation.Load(seen, table, _random.Below(Pairs)));
        }

        operations.RemoveRange(end, operations.Count - end);
        return new MutatorProgram(4, 0, operations.ToArray());

        void Replace(int field)
        {
            operations.Add(Operation.New(pair, Shape.Plain(1)));
            operations.Add(Operation.New(other, Shape.Plain(0, 1)));
            operations.Add(Operation.Store(pair, 0, other));
            operations.Add(Operation.Store(table, field, pair));
        }
    }
}
