namespace GcVerify.Mutator;

/// <summary>An observer that looks at nothing; override what is of interest.</summary>
public abstract class ObserverBase : IObserver
{
    /// <inheritdoc/>
    public virtual bool Stopped => false;

    /// <inheritdoc/>
    public virtual void Started(MutatorProgram program, Promises promises)
    {
    }

    /// <inheritdoc/>
    public virtual void Executing(int index, in Operation primitive)
    {
    }

    /// <inheritdoc/>
    public virtual void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
    }

    /// <inheritdoc/>
    public virtual void Refused(int words, int longestFreeRun)
    {
    }

    /// <inheritdoc/>
    public virtual void Loaded(int number)
    {
    }

    /// <inheritdoc/>
    public virtual void Released(int number)
    {
    }

    /// <inheritdoc/>
    public virtual void Relocated(int number, int location)
    {
    }

    /// <inheritdoc/>
    public virtual void MarkingEnded()
    {
    }

    /// <inheritdoc/>
    public virtual void Condemned(int number)
    {
    }

    /// <inheritdoc/>
    public virtual void Paused(long accesses)
    {
    }

    /// <inheritdoc/>
    public virtual void Collected(in CollectionSummary summary)
    {
    }

    /// <inheritdoc/>
    public virtual void Aged(int number, ObjectState state)
    {
    }

    /// <inheritdoc/>
    public virtual void CycleStarted()
    {
    }

    /// <inheritdoc/>
    public virtual void WeakCleared(int number)
    {
    }

    /// <inheritdoc/>
    public virtual void FinalizerPending(int number)
    {
    }

    /// <inheritdoc/>
    public virtual void FinalizerStarted(int number)
    {
    }

    /// <inheritdoc/>
    public virtual void FinalizerEnded()
    {
    }

    /// <inheritdoc/>
    public virtual void Uncollectable(int number)
    {
    }

    /// <inheritdoc/>
    public virtual void WalkStarted()
    {
    }

    /// <inheritdoc/>
    public virtual void RootSeen(int position, int number)
    {
    }

    /// <inheritdoc/>
    public virtual void ObjectSeen(in ObjectView view)
    {
    }

    /// <inheritdoc/>
    public virtual void WalkEnded(int occupiedWords)
    {
    }

    /// <inheritdoc/>
    public virtual void Faulted(SubjectFault fault)
    {
    }

    /// <inheritdoc/>
    public virtual void Finished()
    {
    }
}
