namespace GcVerify.Adapters;

/// <summary>
/// The operations of the protocol: the code and four operands each, 0 where there are fewer. Roots are slots; slot 0 is always
/// null. What is said of each is what <c>docs/protocol.md</c> says.
/// </summary>
internal enum WireCode
{
    /// <summary>New.</summary>
    [Wire("target, fields, raw words, kind", "allocates; null goes to the target where that is refused")]
    New = 1,

    /// <summary>Assign.</summary>
    [Wire("target, source", "")]
    Assign = 2,

    /// <summary>Load.</summary>
    [Wire("target or 0, holder, field", "loads")]
    Load = 3,

    /// <summary>Store.</summary>
    [Wire("holder, field, source", "")]
    Store = 4,

    /// <summary>Store raw.</summary>
    [Wire("holder, index, high half, low half (both signed, 32 bits)", "")]
    StoreRaw = 5,

    /// <summary>Move.</summary>
    [Wire("source's holder, field, target's holder, field", "loads, stores into the target, then clears the source")]
    Move = 6,

    /// <summary>Blit.</summary>
    [Wire("source's holder, first field, target's holder, first field + 65536 * count", "loads and stores one by one, ascending, as many as both have")]
    Blit = 7,

    /// <summary>Call.</summary>
    [Wire("first slot of the new frame, three arguments or 0", "an argument that is not 0 goes to its place in the frame")]
    Call = 8,

    /// <summary>Return.</summary>
    [Wire("target or 0, result, first slot of the frame, its size", "the result goes to the target, then the frame's slots become null")]
    Return = 9,

    /// <summary>Weak.</summary>
    [Wire("target, referent", "unless null: allocates an object of kind 1 with 1 field, the referent")]
    Weak = 10,

    /// <summary>Deref.</summary>
    [Wire("target or 0, source", "of kind 1: loads field 0; of kind 2: field 1; else nothing")]
    Deref = 11,

    /// <summary>Ephemeron.</summary>
    [Wire("target, key, value", "unless the key is null: allocates an object of kind 2 with 2 fields")]
    Ephemeron = 12,

    /// <summary>Collect.</summary>
    [Wire("generation, -1 for all", "collects, and settles")]
    Collect = 13,

    /// <summary>Walk.</summary>
    [Wire("the slot after the last one in use", "tells roots and objects")]
    Walk = 14,

    /// <summary>Automatic.</summary>
    [Wire("1 or 0", "switches automatic collection on or off (`auto`)")]
    Automatic = 15,

    /// <summary>Step.</summary>
    [Wire("budget", "a slice of a collection (`step`)")]
    Step = 16,

    /// <summary>Finalize.</summary>
    [Wire("", "runs the finalizers that are pending, oldest first (`finalizers`)")]
    Finalize = 17,
}

/// <summary>
/// What an adapter's log consists of: a code, followed by what belongs to it.
/// </summary>
internal enum WireEvent
{
    /// <summary>The next operation begins.</summary>
    [Wire("the next operation begins", "")]
    Operation = 0,

    /// <summary>An object was allocated.</summary>
    [Wire("an object was allocated", "its number, one more than the last one's")]
    Allocated = 1,

    /// <summary>A reference was loaded.</summary>
    [Wire("a reference was loaded", "number")]
    Loaded = 2,

    /// <summary>An object died.</summary>
    [Wire("an object died", "number")]
    Released = 3,

    /// <summary>The collection is over.</summary>
    [Wire("the collection is over", "")]
    Collected = 4,

    /// <summary>A walk.</summary>
    [Wire("a walk", "count of roots (slots 1 to the operand - 1), a number for each; count of objects, then for each: number, kind, count of fields, count of raw words, 1 if its contents are intact, a number for each field, with `raw` each raw word")]
    Walked = 5,

    /// <summary>The allocation was refused.</summary>
    [Wire("the allocation was refused", "")]
    Refused = 6,

    /// <summary>A weak reference or ephemeron was cleared.</summary>
    [Wire("a weak reference or ephemeron was cleared; told before it is first read as null, in a walk too, and before event 4", "its number")]
    Cleared = 7,

    /// <summary>A finalizer is pending.</summary>
    [Wire("a finalizer is pending: a queue of the adapter holds the object until operation 17", "number")]
    Pending = 8,

    /// <summary>A finalizer begins.</summary>
    [Wire("a finalizer begins; its operations follow, each with a 0 before its events", "number")]
    FinalizerStarted = 9,

    /// <summary>The finalizer that began last is over.</summary>
    [Wire("the finalizer that began last is over", "")]
    FinalizerEnded = 10,

    /// <summary>The operation takes effect.</summary>
    [Wire("what was told of this operation so far (3, 7, 8) happened before it, which takes effect now; may be left out where a 2 follows", "")]
    Effect = 11,
}

/// <summary>
/// What an adapter says of a request that it cannot answer.
/// </summary>
internal enum WireError
{
    /// <summary>The adapter itself has failed.</summary>
    [Wire("the adapter itself has failed")]
    Internal = 0,

    /// <summary>An operation that it does not know, or did not announce.</summary>
    [Wire("an operation that it does not know, or did not announce")]
    Unsupported = 1,

    /// <summary>A line that it cannot read, or that has not what a request has.</summary>
    [Wire("a line that it cannot read, or that has not what a request has")]
    Malformed = 2,
}
