namespace GcVerify.Adapters;

/// <summary>
/// The operations of the protocol (<c>docs/protocol.md</c>): the code and four operands each, 0 where there are fewer. Roots are
/// slots; slot 0 is always null.
/// </summary>
internal enum WireCode
{
    /// <summary>target, fields, raw words, kind.</summary>
    New = 1,

    /// <summary>target, source.</summary>
    Assign = 2,

    /// <summary>target or 0, holder, field.</summary>
    Load = 3,

    /// <summary>holder, field, source.</summary>
    Store = 4,

    /// <summary>holder, index, high half, low half.</summary>
    StoreRaw = 5,

    /// <summary>source's holder, field, target's holder, field.</summary>
    Move = 6,

    /// <summary>source's holder, first field, target's holder, first field + 65536 * count.</summary>
    Blit = 7,

    /// <summary>first slot of the frame, up to three arguments or 0.</summary>
    Call = 8,

    /// <summary>target or 0, result, first slot of the frame, its size.</summary>
    Return = 9,

    /// <summary>target, referent.</summary>
    Weak = 10,

    /// <summary>target or 0, weak reference or ephemeron.</summary>
    Deref = 11,

    /// <summary>target, key, value.</summary>
    Ephemeron = 12,

    /// <summary>generation, -1 for a full collection.</summary>
    Collect = 13,

    /// <summary>the slot after the last one in use.</summary>
    Walk = 14,

    /// <summary>1 to switch automatic collection on, 0 to switch it off.</summary>
    Automatic = 15,

    /// <summary>budget.</summary>
    Step = 16,

    /// <summary>None: runs the finalizers that are pending.</summary>
    Finalize = 17,
}

/// <summary>What an adapter's log consists of: a code, followed by what belongs to it.</summary>
internal enum WireEvent
{
    /// <summary>The next operation begins.</summary>
    Operation = 0,

    /// <summary>number.</summary>
    Allocated = 1,

    /// <summary>number, 0 for null, -1 for what is no object.</summary>
    Loaded = 2,

    /// <summary>number.</summary>
    Released = 3,

    /// <summary>A collection is over.</summary>
    Collected = 4,

    /// <summary>
    /// count, that many roots; count, that many times number, kind, fields, raw words shown, 1 if intact, the fields, the raw
    /// words.
    /// </summary>
    Walked = 5,

    /// <summary>The allocation was refused.</summary>
    Refused = 6,

    /// <summary>number of a weak reference or an ephemeron.</summary>
    Cleared = 7,

    /// <summary>number of the object whose finalizer is pending.</summary>
    Pending = 8,

    /// <summary>number of the object whose finalizer begins; the operations of its body follow.</summary>
    FinalizerStarted = 9,

    /// <summary>The finalizer that began last is over.</summary>
    FinalizerEnded = 10,
}
