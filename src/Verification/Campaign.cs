using System.Collections.Immutable;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>
/// Runs generated programs on a subject. Programs are taken in blocks; a campaign ends with the block in which a violation was found, so that the
/// result depends neither on the number of workers nor on their speed; or, if a process crashed or hung, with the first program in which
/// one did.
/// </summary>
public sealed class Campaign
{
    private const long BlockSize = 250;

    // Recursion over the object graph is to be noticed soon, and unwinding a deep stack takes long.
    private const int WorkerStackBytes = 1 << 20;

    private readonly CampaignOptions _options;
    private readonly CampaignMonitor _monitor;

    /// <summary>A campaign that has not been run.</summary>
    public Campaign(CampaignOptions options, CampaignMonitor? monitor = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Jobs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Operations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Programs, 0);
        _options = options;
        _monitor = monitor ?? new CampaignMonitor(options.Jobs);
    }

    /// <summary>
    /// Verifies a subject. When cancelled, it returns what was found so far; undecided, if nothing was. When <paramref name="deadline"/>
    /// is, it ends as if there were no more programs; undecided, if there was not one.
    /// </summary>
    public CampaignResult Run(SubjectDefinition subject, CancellationToken cancellation = default, CancellationToken deadline = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline);
        CancellationToken end = either.Token;
        _monitor.Begin(subject);
        Promises promises = new() { UsableWords = 0 };
        OnWorkerStack(() => promises = subject.ProbePromises() ?? promises);
        var workers = new CampaignWorker[_options.Jobs];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new CampaignWorker(i, subject.WithOneOfBatches(), _options, promises, _monitor);
        }

        RunAll(workers, end);
        return Conclude(subject, promises, workers, cancellation.IsCancellationRequested);
    }

    /// <summary>The program with this index, as a campaign with these options would run it on a subject with these promises.</summary>
    /// <param name="options">The options.</param>
    /// <param name="promises">The promises.</param>
    /// <param name="index">The index.</param>
    /// <param name="variant">Which of the programs that <see cref="CampaignOptions.Stress"/> makes of it.</param>
    public static MutatorProgram ProgramAt(CampaignOptions options, Promises promises, long index, int variant = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Stress.Apply(PlainProgramAt(options, promises, index), variant, new ProgramBuffer()).Clone();
    }

    /// <summary>The same before anything is done to it.</summary>
    public static MutatorProgram PlainProgramAt(CampaignOptions options, Promises promises, long index)
    {
        ArgumentNullException.ThrowIfNull(options);
        var buffer = new ProgramBuffer();
        var generation = GenerationOptions.For(promises, options.Preset, options.Operations);
        new ProgramGenerator().Generate(options.Seed, index, generation, buffer);
        buffer.HeapWords = options.HeapWords != 0 ? options.HeapWords : buffer.HeapWords;
        return buffer.ToProgram();
    }

    /// <summary>Each worker keeps its thread: to start one anew for every block takes as long as a good many short programs.</summary>
    private void RunAll(CampaignWorker[] workers, CancellationToken cancellation)
    {
        using var queue = new ProgramQueue(_options.Programs, BlockSize, workers.Length, Ends, cancellation);
        var threads = new Thread[workers.Length];
        for (int i = 0; i < workers.Length; i++)
        {
            CampaignWorker worker = workers[i];
            threads[i] = new Thread(() => RunBlocks(worker, queue), WorkerStackBytes);
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        CampaignWorker? failed = Array.Find(workers, w => w.Failure is not null);
        if (failed is not null)
        {
            throw new InvalidOperationException("The verifier itself failed: " + failed.Failure!.Message, failed.Failure);
        }

        Array.ForEach(workers, worker => worker.Settle(queue.Last));

        bool Ends(long last)
        {
            Array.ForEach(workers, worker => worker.Settle(last));
            return Array.Exists(workers, w => w.Found.Count > 0 || w.Failure is not null);
        }
    }

    private static void RunBlocks(CampaignWorker worker, ProgramQueue queue)
    {
        do
        {
            worker.RunWhile(queue.Take, queue.EndWith);
        }
        while (queue.AwaitNextBlock());
    }

    private CampaignResult Conclude(SubjectDefinition subject, Promises promises, CampaignWorker[] workers, bool cancelled)
    {
        RunStatistics statistics = default;
        long programs = 0;
        var found = new List<Finding>();
        foreach (CampaignWorker worker in workers)
        {
            statistics += worker.Statistics;
            programs += worker.Programs;
            found.AddRange(worker.Found);
        }

        ImmutableArray<ViolationReport> reports = [];
        if (found.Count > 0)
        {
            found.Sort((left, right) => left.Index.CompareTo(right.Index));
            OnWorkerStack(() => reports = new ViolationReporter(subject, _options, promises, _monitor).Report(found));
        }

        // Where the campaign ended in the middle of a block, which programs were counted depends on the workers.
        ImmutableArray<EventCount> events = found.Exists(finding => finding.Violation.EndsProcess)
            ? []
            : EventCoverage.From([.. CollectorEvents.All.Select(e => workers.Sum(worker => worker.Events[(int)e]))]);
        bool undecided = cancelled || (programs == 0 && _options.Programs > 0);
        Verdict verdict = found.Count > 0 ? Verdict.Violated : undecided ? Verdict.Undecided : Verdict.Holds;
        return new CampaignResult(
            subject.Name, verdict, programs, statistics, [.. Laws.All.Where(law => !law.Applies(promises))], reports)
        {
            Events = events,
            NeverHappened =
            [
                .. events.Where(e => e.Count == 0 && CollectorEvents.CanHappen(e.Event, promises, _options.HeapWords > 0 || _options.Preset == Preset.SmallHeap))
                    .Select(e => e.Event),
            ],
        };
    }

    /// <summary>Runs an action on a thread with a worker's stack, so that a deep recursion shows in the same place.</summary>
    public static void OnWorkerStack(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    failure = e;
                }
            },
            WorkerStackBytes);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("The verifier itself failed: " + failure.Message, failure);
        }
    }
}
