using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Reporting.Html;

/// <summary>A run of a program, observed after every operation, of which a page can show the steps.</summary>
/// <param name="History">What became of the objects.</param>
/// <param name="Moments">The heap after the steps that are shown, one after the other.</param>
/// <param name="Words">Whose each word was after those steps; empty if the subject has none to show.</param>
/// <param name="Trace">What happened in each operation.</param>
public sealed record RecordedRun(
    HeapHistory History, ImmutableArray<HeapMoment> Moments, ImmutableArray<ImmutableArray<WordKind>> Words, Trace Trace)
{
    /// <summary>Steps shown at most: those that end with the violation, or the first ones.</summary>
    public const int MostSteps = 200;

    /// <summary>Records a run.</summary>
    /// <param name="subject">The subject; its words are recorded if it is an <see cref="IWordMap"/>.</param>
    /// <param name="program">The program.</param>
    /// <param name="violatedIn">The operation, from 0, after which a law is known to be broken, or null.</param>
    /// <param name="around">Who listens to the subject and passes on what it hears, or null.</param>
    public static RecordedRun Record(
        ISubject subject, MutatorProgram program, int? violatedIn, Func<IObserver, IObserver>? around = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        int first = violatedIn is int index ? Math.Max(0, index + 1 - MostSteps) : 0;
        var map = subject as IWordMap;
        var words = ImmutableArray.CreateBuilder<ImmutableArray<WordKind>>();
        TraceRecorder? trace = null;
        var recorder = HeapRecorder.Run(subject, program, ObservationPlan.Dense, Wanted, Listen);
        return new RecordedRun(recorder.ToHistory(), [.. recorder.Moments], words.ToImmutable(), trace!.ToTrace());

        // A recorder asks when the step is over and the next has not begun: the words are those of the moment.
        bool Wanted(int step)
        {
            bool wanted = step >= first && step <= first + MostSteps;
            if (wanted && map is not null)
            {
                words.Add(map.Words());
            }

            return wanted;
        }

        IObserver Listen(IObserver recording)
        {
            trace = new TraceRecorder(recording);
            return around is null ? trace : around(trace);
        }
    }
}
