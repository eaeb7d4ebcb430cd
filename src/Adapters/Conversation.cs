using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// A run as requests and replies: what is asked next may depend on what was told. What happened is told when it is over. Reusable.
/// </summary>
internal sealed class Conversation
{
    private readonly LogPlayer _player = new();
    private readonly LogPlayer _followed = new();
    private readonly MirrorFollower _follower = new();
    private Promises _promises = null!;
    private bool _isFollowed;

    /// <summary>What is asked.</summary>
    public Batch Batch { get; } = new();

    /// <summary>What was told.</summary>
    public AdapterReply Reply { get; } = new();

    /// <summary>When the program is walked.</summary>
    public ObservationPlan Plan { get; private set; }

    /// <summary>Begins with a program, of which no more than so many operations are to be sent.</summary>
    /// <exception cref="AdapterException">A finalizer of the program cannot be sent.</exception>
    public void Begin(MutatorProgram program, ObservationPlan plan, Promises promises, int limit = int.MaxValue)
    {
        (Plan, _promises, _isFollowed) = (plan, promises, false);
        Batch.Begin(program, plan, promises, limit);
        Reply.Begin();
    }

    /// <summary>Writes the next request, while the batch has more.</summary>
    public void WriteRequest() => Batch.WriteRequest(_follower);

    /// <summary>Looks at the reply to the last request, as far as the next one depends on it.</summary>
    public void TakeReply()
    {
        if (!Batch.HasMore)
        {
            return;
        }

        if (!_isFollowed)
        {
            _isFollowed = true;
            _followed.Begin(Batch, Reply, _promises);
            _follower.Started(Batch.Program, _promises);
        }

        _followed.Play(_follower);
    }

    /// <summary>Tells what happened, or as much of it as the observer wants.</summary>
    public void Play(IObserver observer)
    {
        _player.Begin(Batch, Reply, _promises);
        _player.Play(observer);
    }
}
