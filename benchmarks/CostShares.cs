using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>
/// What generation and judgement cost beside the bare execution of the same programs. Small chunks in turn, so that whatever
/// else the machine does
/// hits all of them alike.
/// </summary>
internal sealed class CostShares(string collector, int operations)
{
    private readonly OwnProperty _own = new(collector);
    private readonly ProgramSource _source = new(collector, operations, Preset.Mixed, seed: 0xC0575);
    private readonly ProgramSource _twin = new(collector, operations, Preset.Mixed, seed: 0xC0576);
    private readonly Sample _bare = new(), _generate = new(), _judge = new(), _judged = new(), _all = new();

    /// <summary>Measures for so many seconds; the first round is for warming up.</summary>
    public void Round(double seconds, bool counts)
    {
        double bare = 0, judged = 0, generated = 0;
        long programs = 0;
        for (int turn = 0; bare + judged + generated < seconds; turn++)
        {
            MutatorProgram[] chunk = _source.Take(Math.Max(1, 10_000 / operations));
            generated += Clock.Time(() => Generate(chunk.Length));
            if (turn % 2 == 0)
            {
                bare += Clock.Time(() => RunBare(chunk));
                judged += Clock.Time(() => Judge(chunk));
            }
            else
            {
                judged += Clock.Time(() => Judge(chunk));
                bare += Clock.Time(() => RunBare(chunk));
            }

            programs += chunk.Length;
        }

        if (counts)
        {
            double perOperation = 1e9 / ((double)programs * operations);
            _bare.Add(bare * perOperation);
            _generate.Add(generated * perOperation);
            _judge.Add(judged * perOperation);
            _judged.Add(judged / bare);
            _all.Add((judged + generated) / bare);
        }
    }

    /// <summary>What was measured.</summary>
    public object Result => new
    {
        Collector = collector,
        Operations = operations,
        NanosecondsPerOperation = new { Bare = _bare.Figure(), Generate = _generate.Figure(), Judged = _judge.Figure() },
        JudgedOverBare = _judged.Figure(atMost: 1.6),
        AllOverBare = _all.Figure(atMost: 2.0),
        BytesPerProgram = Bytes(),
    };

    private object Bytes()
    {
        const int count = 401;
        MutatorProgram[] programs = _source.Take(count);
        var empty = new MutatorProgram(1, 0, default);
        return new
        {
            EmptyProgram = Allocated(count, _ => _own.RunBare(empty)),
            Bare = Allocated(count, i => _own.RunBare(programs[i])),
            Judged = Allocated(count, i => _own.Judge(programs[i])),
            Generate = Allocated(count, _ => _twin.Next()),
        };
    }

    /// <summary>
    /// Bytes for the program in the middle, and for most: a buffer that grows, or a finalizer, costs something now and then.
    /// </summary>
    private static Figure Allocated(int count, Action<int> action)
    {
        var bytes = new Sample();
        for (int i = 0; i < count; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action(i);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return bytes.Figure();
    }

    private void Generate(int programs)
    {
        for (int i = 0; i < programs; i++)
        {
            _twin.Next();
        }
    }

    private void RunBare(MutatorProgram[] programs)
    {
        foreach (MutatorProgram program in programs)
        {
            _own.RunBare(program);
        }
    }

    private void Judge(MutatorProgram[] programs)
    {
        foreach (MutatorProgram program in programs)
        {
            _own.Judge(program);
        }
    }
}
