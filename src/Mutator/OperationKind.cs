namespace GcVerify.Mutator;

/// <summary>The operations of the mutator language (<c>docs/language.md</c>).</summary>
public enum OperationKind : byte
{
    /// <summary><c>r0 = new 2+3 plain</c>: allocate. A safepoint.</summary>
    New,

    /// <summary><c>r1 = r0</c>.</summary>
    Assign,

    /// <summary><c>r0 = null</c>.</summary>
    Clear,

    /// <summary><c>r1 = r0.2</c>.</summary>
    Load,

    /// <summary><c>r0.2 = r1</c>.</summary>
    Store,

    /// <summary><c>r0.2 = null</c>.</summary>
    StoreNull,

    /// <summary><c>r0:1 = 7</c>: a raw word.</summary>
    StoreRaw,

    /// <summary><c>move r0.1 -> r2.0</c>: store, then clear the source.</summary>
    Move,

    /// <summary><c>blit r0.0 r1.2 3</c>: copy fields in ascending order, as many as both objects have.</summary>
    Blit,

    /// <summary><c>r1 = copy r0</c>: a new object with the same fields and raw words. Compound.</summary>
    Copy,

    /// <summary><c>r1 = deepcopy r0</c>: what is reachable over strong fields, up to 64 objects. Compound.</summary>
    DeepCopy,

    /// <summary><c>call 4 r1 r2</c>: push a frame of 4 locals, the first of them the arguments.</summary>
    Call,

    /// <summary>A <see cref="Call"/> made by expanding a compound operation: it fits even where the stack of the program is full.</summary>
    ScratchCall,

    /// <summary><c>r3 = return r1</c>: pop the frame, pass a result out.</summary>
    Return,

    /// <summary><c>r1 = weak r0</c>: allocate a weak reference to the object in r0. A safepoint.</summary>
    Weak,

    /// <summary><c>r2 = deref r1</c>: the referent of a weak reference, the value of an ephemeron; of another object, nothing happens.</summary>
    Deref,

    /// <summary><c>r2 = ephemeron r0 r1</c>: allocate a pair of key and value. A safepoint.</summary>
    Ephemeron,

    /// <summary><c>collect</c>, <c>collect 1</c>: collect everything, or generations 0 to k. A safepoint.</summary>
    Collect,

    /// <summary><c>step 3</c>: a slice of collection work. A safepoint.</summary>
    Step,

    /// <summary><c>finalize</c>: run the finalizers that are pending.</summary>
    Finalize,

    /// <summary><c>enable</c> automatic collection.</summary>
    Enable,

    /// <summary><c>disable</c> automatic collection.</summary>
    Disable,

    /// <summary><c>threshold 0 700</c>: set a generation's threshold.</summary>
    Threshold,

    /// <summary><c>pin r0</c>: the object must not move.</summary>
    Pin,

    /// <summary><c>unpin r0</c>.</summary>
    Unpin,

    /// <summary><c>region name</c>: names the operations that follow, for reports.</summary>
    Region,
}
