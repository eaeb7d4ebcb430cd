using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>A subject that is a library in this process. Reusable, not thread-safe.</summary>
internal sealed class LibrarySubject(LoadedLibrary library) : ISubject
{
    private readonly Batch _batch = new();
    private readonly AdapterReply _reply = new();
    private readonly LogPlayer _player = new();
    private readonly LogPlayer _followed = new();
    private readonly MirrorFollower _follower = new();
    private readonly List<int> _request = [];

    /// <inheritdoc/>
    /// <exception cref="AdapterException">What it tells is wrong, or the program cannot be given to it.</exception>
    public void Run(MutatorProgram program, ObservationPlan plan, IObserver observer)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(observer);
        Promises promises = library.Hello.Promises;
        lock (library.Turn)
        {
            Execute(program, plan, promises);
        }

        observer.Started(program, promises);
        _player.Begin(_batch, _reply, promises);
        _player.Play(observer);
        observer.Finished();
    }

    /// <summary>Request after request, as many as the batch has.</summary>
    private void Execute(MutatorProgram program, ObservationPlan plan, Promises promises)
    {
        _batch.Begin(program, plan, promises);
        _reply.Begin();
        for (bool first = true; _batch.HasMore; first = false)
        {
            _batch.WriteRequest(_follower);
            library.Run(_batch, _request, _reply);
            if (_batch.HasMore && first)
            {
                _followed.Begin(_batch, _reply, promises);
                _follower.Started(program, promises);
            }

            if (_batch.HasMore)
            {
                _followed.Play(_follower);
            }
        }
    }
}
