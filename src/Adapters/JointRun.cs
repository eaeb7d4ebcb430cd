using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// Runs of many programs in one process at the same time, which share its full collections, and what came of them until it is asked
/// for. Each request goes on with all runs that have more. Reusable.
/// </summary>
internal sealed class JointRun
{
    private readonly List<Conversation> _conversations = [];
    private readonly List<JointPart> _parts = [];
    private readonly JointMessage _message = new();
    private int _count;
    private int _told;

    /// <summary>What belongs to the request that was written last.</summary>
    public IReadOnlyList<JointPart> Parts => _parts;

    /// <summary>Operations of this request, and objects that its walks visit.</summary>
    public long Work { get; private set; }

    /// <summary>Requests and replies.</summary>
    public JointMessage Message => _message;

    /// <summary>Forgets what was run, and begins with these programs.</summary>
    /// <exception cref="AdapterException">A program has something that a process cannot be given.</exception>
    public void Begin(IReadOnlyList<PlannedRun> runs, Promises promises)
    {
        Forget();
        for (int i = 0; i < runs.Count; i++)
        {
            if (i == _conversations.Count)
            {
                _conversations.Add(new Conversation());
            }

            _conversations[i].Begin(runs[i].Program, runs[i].Plan, promises);
        }

        _count = runs.Count;
    }

    /// <summary>Forgets what was run.</summary>
    public void Forget() => _count = _told = 0;

    /// <summary>Writes the next request; false if all is over.</summary>
    public bool WriteRequest()
    {
        _parts.Clear();
        Work = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_conversations[i].Batch.HasMore)
            {
                _conversations[i].WriteRequest();
                _parts.Add(new JointPart(i, _conversations[i]));
                Work += _conversations[i].Batch.Work;
            }
        }

        return _parts.Count > 0;
    }

    /// <summary>Looks at what came, as far as the next request depends on it.</summary>
    public void TakeReply()
    {
        foreach (JointPart part in CollectionsMarshal.AsSpan(_parts))
        {
            part.Conversation.TakeReply();
        }
    }

    /// <summary>The next run of this program with this plan that nobody has asked for; null if there is none.</summary>
    public Conversation? Take(MutatorProgram program, ObservationPlan plan)
    {
        for (int i = _told; i < _count; i++)
        {
            if (_conversations[i].Plan == plan && IsSame(_conversations[i].Batch.Program, program))
            {
                _told = i + 1;
                return _conversations[i];
            }
        }

        return null;
    }

    private static bool IsSame(MutatorProgram one, MutatorProgram other) =>
        one.Locals == other.Locals && one.Globals == other.Globals && one.HeapWords == other.HeapWords
        && one.Body.SequenceEqual(other.Body)
        && one.Finalizers.Length == other.Finalizers.Length && one.Finalizers.Zip(other.Finalizers).All(pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(FinalizerBody one, FinalizerBody other) =>
        one.Locals == other.Locals && one.Body.AsSpan().SequenceEqual(other.Body.AsSpan());
}

/// <summary>One run's part of a request for several.</summary>
/// <param name="Number">The run, counted from 0.</param>
/// <param name="Conversation">The run.</param>
internal readonly record struct JointPart(int Number, Conversation Conversation);
