using GcVerify.Adapters;
using GcVerify.Cli.Workers;
using GcVerify.Collectors;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Cli;

/// <summary>What is verified under a name: a collector in the simulated heap, or an adapter with the processes that it takes.</summary>
internal sealed class OpenSubject : IDisposable
{
    // Often enough for the shortest time that a program can be given, which is a second.
    private static readonly TimeSpan BetweenPulses = TimeSpan.FromMilliseconds(200);

    // With full collections of two milliseconds each, as runtimes have them, half a minute.
    private const int ShrinkExecutionsOfProcess = 3000;

    private readonly AdapterPool? _pool;
    private readonly Timer? _pulse;

    /// <summary>Opens what has this name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="adapters">How adapters are started; as they come if null.</param>
    /// <param name="journal">Where to enter that an adapter is waited for, under supervision of its own; or null.</param>
    /// <exception cref="AdapterException">It is a runtime that is not installed, or a command that cannot be executed.</exception>
    public OpenSubject(string name, AdapterSetup? adapters = null, Journal? journal = null)
    {
        if (CollectorCatalog.Find(name) is { } entry)
        {
            Definition = new SubjectDefinition(entry.Name, () => new SimulatedSubject(entry.Create, entry.MutatorFault));
            return;
        }

        // From before it is prepared, which may take minutes where it has to be compiled.
        _pulse = journal is null ? null : new Timer(_ => Pulse(journal), null, BetweenPulses, BetweenPulses);
        try
        {
            adapters ??= new AdapterSetup();
            if (adapters.Load(name) is { } library)
            {
                Definition = new SubjectDefinition(name, library.CreateSubject);
                _pulse?.Dispose();
                return;
            }

            _pool = adapters.Open(name);
        }
        catch
        {
            Dispose();
            throw;
        }

        Definition = new SubjectDefinition(name, _pool.CreateSubject) { MostShrinkExecutions = ShrinkExecutionsOfProcess };
    }

    /// <summary>The subject, to be used until this is disposed.</summary>
    public SubjectDefinition Definition { get; }

    /// <summary>The most bytes of memory that a process of it has had; 0 if it has none, or they are not told.</summary>
    public long PeakBytes => _pool?.PeakBytes() ?? 0;

    /// <summary>Why nothing can be said of a runtime, if that is what an exception is about; else null.</summary>
    public static string? WhyUnusable(Exception? exception) =>
        exception is AdapterException ? exception.Message : exception is null ? null : WhyUnusable(exception.InnerException);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pulse?.Dispose();
        _pool?.Dispose();
    }

    /// <summary>
    /// An adapter answers in time or is ended, whatever the time for a program is: the watchdog is not to be sooner.
    /// </summary>
    private void Pulse(Journal journal)
    {
        for (int thread = 0; _pool is not { RequestsInFlight: 0 } && thread < journal.Threads; thread++)
        {
            journal.Beat(thread);
        }
    }
}
