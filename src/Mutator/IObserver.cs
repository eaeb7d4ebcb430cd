namespace GcVerify.Mutator;

/// <summary>
/// Who is told what a subject does. For each primitive operation: <see cref="Executing"/>; then, from its safepoint, moves, releases and
/// summaries of collections, and <see cref="Allocated"/> or <see cref="Refused"/>; then <see cref="Loaded"/> for each reference it loads; then releases
/// that the operation itself caused. An operation takes effect with <see cref="Executing"/>, an allocating one with <see cref="Allocated"/>
/// or <see cref="Refused"/>. A walk may follow. Numbers of objects start at 1 and go up by one per allocation that succeeds.
/// </summary>
public interface IObserver
{
    /// <summary>Set when the observer has seen enough; the subject polls it after every operation.</summary>
    bool Stopped { get; }

    /// <summary>The run begins, with this undertaking, on an empty heap.</summary>
    void Started(MutatorProgram program, Promises promises);

    /// <summary>A primitive operation begins; <paramref name="index"/> is the operation of the program that it belongs to, or the program's length in the epilogue.</summary>
    void Executing(int index, in Operation primitive);

    /// <summary>The allocation succeeded.</summary>
    /// <param name="number">The new object's number.</param>
    /// <param name="location">Its address.</param>
    /// <param name="words">Its size in words, header included.</param>
    /// <param name="zeroed">Whether fields were null and raw words zero.</param>
    /// <param name="state">What the collector says of it.</param>
    void Allocated(int number, int location, int words, bool zeroed, ObjectState state);

    /// <summary>The allocation was refused.</summary>
    /// <param name="words">Words that were asked for, header included.</param>
    /// <param name="longestFreeRun">The longest run of words in <see cref="Promises.FitSpace"/> that no object occupies.</param>
    void Refused(int words, int longestFreeRun);

    /// <summary>A reference was loaded: the number found behind it, 0 for null, or <see cref="ObjectView.Dangling"/>.</summary>
    void Loaded(int number);

    /// <summary>No copy of the object is left in the heap.</summary>
    void Released(int number);

    /// <summary>A collector has moved the object, or made a copy of it that is the object from now on; garbage may be moved too.</summary>
    /// <param name="number">The object's number.</param>
    /// <param name="location">Its new address.</param>
    void Relocated(int number, int location);

    /// <summary>
    /// A collection of everything begins that may end in a later operation; garbage made after this may outlive it. One that begins and
    /// ends within an operation need not be told.
    /// </summary>
    void CycleStarted();

    /// <summary>
    /// The collection that <see cref="CycleStarted"/> told of has found what it keeps. <see cref="Condemned"/> follows for each object that
    /// is white, where the subject can tell colours.
    /// </summary>
    void MarkingEnded()
    {
    }

    /// <summary>The object is white as marking ends: the collection under way will release it.</summary>
    void Condemned(int number)
    {
    }

    /// <summary>
    /// The collector's part in a collection that was asked for, a step or an allocation is over, before <see cref="Allocated"/> or <see cref="Refused"/>: the mutator has
    /// waited for so many heap accesses. A subject that cannot tell does not.
    /// </summary>
    void Paused(long accesses)
    {
    }

    /// <summary>A collection is over; what it released has been reported.</summary>
    void Collected(in CollectionSummary summary);

    /// <summary>A surviving object's generation or age has changed in a collection.</summary>
    void Aged(int number, ObjectState state);

    /// <summary>
    /// The collector has cleared a weak reference: field 0 of this object is null from here on. Of an ephemeron key and value are. Told before the referent's
    /// finalizer becomes pending or begins, and with the releases of the safepoint or operation otherwise.
    /// </summary>
    void WeakCleared(int number);

    /// <summary>The object was found dead and its finalizer is pending: the last of the pending roots holds it until it begins.</summary>
    void FinalizerPending(int number);

    /// <summary>
    /// A finalizer begins: a fresh frame with the object in r0; if it was the first of the pending ones, it is so no longer. Its operations follow. Between <see cref="Executing"/> and <see cref="Collected"/> of the
    /// same operation it runs inside that collection, which then owes nothing for what became garbage meanwhile, nor for what was reachable from objects
    /// being finalized; a collection that a finalizer asks for may be skipped. Objects found dead together are finalized together: an earlier finalizer
    /// may have made a later one's object reachable.
    /// </summary>
    void FinalizerStarted(int number);

    /// <summary>The finalizer that began last ends; its frame is gone. What that releases follows.</summary>
    void FinalizerEnded();

    /// <summary>
    /// The collection under way has found the object to be garbage that is not freed, and lists it: from the end of the collection on it is kept for good, whatever
    /// refers to it.
    /// </summary>
    void Uncollectable(int number)
    {
    }

    /// <summary>A walk begins. Roots follow (globals, pending finalizers, frames from the outermost), then objects in the order of their discovery.</summary>
    void WalkStarted();

    /// <summary>The root slot <paramref name="position"/> (0-based among all roots) refers to this object, 0 for null, or <see cref="ObjectView.Dangling"/>.</summary>
    void RootSeen(int position, int number);

    /// <summary>An object that is reachable in the subject.</summary>
    void ObjectSeen(in ObjectView view);

    /// <summary>The walk is over.</summary>
    /// <param name="occupiedWords">Words that belong to objects in the whole heap, or <see cref="ObjectState.Untold"/>.</param>
    void WalkEnded(int occupiedWords);

    /// <summary>The subject broke down; nothing follows but <see cref="Finished"/>.</summary>
    void Faulted(SubjectFault fault);

    /// <summary>The run is over.</summary>
    void Finished();
}
