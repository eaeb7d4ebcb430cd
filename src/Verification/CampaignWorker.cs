using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>A program that broke a law.</summary>
/// <param name="Index">The program of the campaign.</param>
/// <param name="Collecting">Whether it did so with a full collection after every operation.</param>
/// <param name="Violation">What broke.</param>
/// <param name="Variant">Which of the programs that stress makes of it.</param>
internal readonly record struct Finding(long Index, bool Collecting, Violation Violation, int Variant);

/// <summary>One worker of a campaign: a subject, a judge and a generator of its own.</summary>
internal sealed class CampaignWorker(int id, SubjectDefinition subject, CampaignOptions options, Promises promises, CampaignMonitor monitor)
{
    // Laws about pairs of runs take several runs each.
    private const long MetamorphicEvery = 16;

    // Programs that a subject is given at a time, if it gains by that, and their operations: so much has to be kept until it is judged.
    private const int MostTogether = 250, OperationsTogether = 100_000;

    // Counting what happens costs more than judging it.
    private const long CountedEvery = 8;

    private readonly ProgramVerifier _verifier = new(subject);
    private ProgramVerifier? _counting;
    private readonly Metamorphic _metamorphic = new(subject);
    private readonly IBatchSubject? _batch = subject.Create() as IBatchSubject;
    private readonly List<long> _indices = [];
    private readonly GenerationOptions _generation = GenerationOptions.For(promises, options.Preset, options.Operations);
    private readonly ProgramGenerator _generator = new();
    private readonly ProgramBuffer _buffer = new();
    private readonly ProgramBuffer _variant = new();
    private readonly ProgramBuffer _stressed = new();

    /// <summary>Counts over the programs that this worker ran.</summary>
    public RunStatistics Statistics { get; private set; }

    /// <summary>Programs that this worker ran.</summary>
    public long Programs { get; private set; }

    /// <summary>The programs that broke a law.</summary>
    public List<Finding> Found { get; } = [];

    /// <summary>How often each <see cref="CollectorEvent"/> happened, in the programs in which that is counted.</summary>
    public long[] Events { get; } = new long[CollectorEvents.All.Count];

    /// <summary>What ended the worker, if it did not end by itself.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Counts of the programs since the last <see cref="Settle"/>, with their indices.</summary>
    private readonly List<(long Index, RunStatistics Statistics)> _unsettled = [];

    /// <summary>Counts the programs run since the last call, up to this index; what others showed is forgotten.</summary>
    public void Settle(long last)
    {
        foreach ((long index, RunStatistics statistics) in _unsettled)
        {
            Statistics += index <= last ? statistics : default;
            Programs += index <= last ? 1 : 0;
        }

        _unsettled.Clear();
        Found.RemoveAll(finding => finding.Index > last);
    }

    /// <summary>Runs programs as long as there are any (-1: none).</summary>
    /// <param name="take">Hands out the next one.</param>
    /// <param name="ends">Is told of a program that was so dear that later ones are not worth it.</param>
    public void RunWhile(Func<long> take, Action<long> ends)
    {
        try
        {
            while (TakeSome(take))
            {
                RunSome(ends);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failure = e;
        }

        monitor.Turn(id, -1);
    }

    /// <summary>Takes the next program, or as many as are worth running together.</summary>
    private bool TakeSome(Func<long> take)
    {
        int share = (MostTogether + options.Jobs - 1) / options.Jobs;
        int most = _batch is null ? 1 : Math.Clamp(OperationsTogether / options.Operations, 1, share);
        _indices.Clear();
        for (long index; _indices.Count < most && (index = take()) >= 0;)
        {
            _indices.Add(index);
        }

        return _indices.Count > 0;
    }

    private void RunSome(Action<long> ends)
    {
        monitor.Turn(id, _indices[0]);
        _batch?.Prepare([.. _indices.SelectMany(PlannedRuns)]);
        foreach (long index in _indices)
        {
            monitor.Turn(id, index);
            Violation? violation = RunOne(index);
            monitor.Finish(violation is not null);
            if (violation is { EndsProcess: true })
            {
                ends(index);
                return;
            }
        }
    }

    /// <summary>The runs that a program will take if it breaks no law, in their order.</summary>
    private List<PlannedRun> PlannedRuns(long index)
    {
        Generate(index);
        List<PlannedRun> runs = [];
        int variants = options.Stress.VariantsOf(_buffer.View());
        for (int variant = 0; variant < variants; variant++)
        {
            MutatorProgram program = options.Stress.Apply(_buffer.View(), variant, _stressed).Clone();
            runs.Add(new PlannedRun(program, ObservationPlan.Spaced));
            if (variant == 0 && index % MetamorphicEvery == 0)
            {
                runs.Add(new PlannedRun(Metamorphic.WithCollections(program, promises, _variant).Clone(), ObservationPlan.Spaced));
                runs.AddRange(_metamorphic.PlannedRuns(program, promises));
            }
        }

        return runs;
    }

    private void Generate(long index)
    {
        _generator.Generate(options.Seed, index, _generation, _buffer);
        _buffer.HeapWords = options.HeapWords != 0 ? options.HeapWords : _buffer.HeapWords;
    }

    private Violation? RunOne(long index)
    {
        Generate(index);
        RunStatistics statistics = default;
        Violation? violation = null;
        int variants = options.Stress.VariantsOf(_buffer.View());
        for (int variant = 0; variant < variants && violation is null; variant++)
        {
            MutatorProgram program = options.Stress.Apply(_buffer.View(), variant, _stressed);
            violation = RunVariant(program, index, variant, ref statistics);
        }

        _unsettled.Add((index, statistics));
        return violation;
    }

    private Violation? RunVariant(MutatorProgram program, long index, int variant, ref RunStatistics statistics)
    {
        bool collecting = false;
        ProgramVerifier verifier = index % CountedEvery == 0 ? _counting ??= Counting() : _verifier;
        Violation? violation = verifier.Check(program);
        statistics += verifier.Statistics;
        if (violation is null && variant == 0 && index % MetamorphicEvery == 0)
        {
            violation = _verifier.Check(Metamorphic.WithCollections(program, promises, _variant));
            collecting = violation is not null;
            violation ??= _metamorphic.Check(program);
        }

        if (violation is not null)
        {
            Found.Add(new Finding(index, collecting, violation, variant));
        }

        return violation;
    }

    private ProgramVerifier Counting() => new(subject) { Listener = judge => new CoverageObserver((Judge)judge, Events) };
}
