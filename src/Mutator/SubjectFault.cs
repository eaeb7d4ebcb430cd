namespace GcVerify.Mutator;

/// <summary>How a subject broke down.</summary>
public enum FaultKind
{
    /// <summary>A free word was read or written.</summary>
    FreeWordTouched,

    /// <summary>An address outside the heap was used.</summary>
    OutsideHeap,

    /// <summary>Words were claimed that belonged to something already.</summary>
    ClaimedTwice,

    /// <summary>Words were released that were free, or only a part of an object was.</summary>
    ReleasedWrongly,

    /// <summary>Metadata was used as an object, or an object as metadata.</summary>
    WrongKindOfWord,

    /// <summary>What was claimed for an object has no valid header, or a header was overwritten.</summary>
    BadHeader,

    /// <summary>More metadata was claimed than promised.</summary>
    TooMuchMetadata,

    /// <summary>What the collector returned is no object of the shape that was asked for.</summary>
    BadAllocation,

    /// <summary>The stack was nearly exhausted.</summary>
    StackExhausted,

    /// <summary>One call to the collector made more heap accesses than any reasonable one.</summary>
    RunsAway,

    /// <summary>The collector threw an exception.</summary>
    Threw,

    /// <summary>The process ended, by a signal or by itself.</summary>
    Crashed,

    /// <summary>The process did not answer in time.</summary>
    Hung,
}

/// <summary>The first thing that went wrong inside a subject; nothing the subject does afterwards counts.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">The same for people: which address, what was expected.</param>
/// <param name="Address">The address concerned, or 0.</param>
public sealed record SubjectFault(FaultKind Kind, string Message, int Address = 0);
