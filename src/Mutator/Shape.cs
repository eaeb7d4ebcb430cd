namespace GcVerify.Mutator;

/// <summary>What a collector must know of an object beyond its size: how its fields are to be treated.</summary>
public enum ObjectKind : byte
{
    /// <summary>Every field is a strong reference.</summary>
    Plain,

    /// <summary>Field 0 is a weak reference; the others are strong.</summary>
    Weak,

    /// <summary>Field 0 is a key held weakly, field 1 a value that lives while the key and the ephemeron live (Hayes 1997); others are strong.</summary>
    Ephemeron,

    /// <summary>Has a finalizer, decided at allocation.</summary>
    Finalizable,

    /// <summary>Must not move, from its allocation until <c>unpin</c>.</summary>
    Pinned,

    /// <summary>Never freed, and neither is anything it reaches.</summary>
    Immortal,
}

/// <summary>What an object looks like: its kind and how many reference fields and raw words it has.</summary>
/// <param name="Kind">How the fields are to be treated.</param>
/// <param name="Fields">Reference fields, 0 to <see cref="MaximumFields"/>.</param>
/// <param name="RawWords">Words that are never references, 0 to <see cref="MaximumRawWords"/>.</param>
/// <param name="Finalizer">Index of its finalizer in the program, or -1; only of <see cref="ObjectKind.Finalizable"/>.</param>
public readonly record struct Shape(ObjectKind Kind, int Fields, int RawWords, int Finalizer = -1)
{
    /// <summary>The largest number of reference fields, so that a shape fits one header word.</summary>
    public const int MaximumFields = (1 << 15) - 1;

    /// <summary>The largest number of raw words, so that a shape fits one header word.</summary>
    public const int MaximumRawWords = (1 << 14) - 1;

    /// <summary>
    /// The container that represents the object, where a runtime has several: taken modulo those that it has. Collectors on a simulated heap know one
    /// layout and do not look at it.
    /// </summary>
    public byte Container { get; init; }

    /// <summary>A plain object.</summary>
    public static Shape Plain(int fields, int rawWords = 0) => new(ObjectKind.Plain, fields, rawWords);

    /// <summary>The shape of what <c>weak</c> allocates.</summary>
    public static Shape WeakReference => new(ObjectKind.Weak, 1, 0);

    /// <summary>The shape of what <c>ephemeron</c> allocates.</summary>
    public static Shape KeyAndValue => new(ObjectKind.Ephemeron, 2, 0);

    /// <summary>The fewest fields an object of <paramref name="kind"/> can have.</summary>
    public static int MinimumFields(ObjectKind kind) => kind switch
    {
        ObjectKind.Weak => 1,
        ObjectKind.Ephemeron => 2,
        _ => 0,
    };

    /// <summary>
    /// What an allocation of this shape makes while finalizer <paramref name="running"/> runs (-1: none does): a plain object instead of one whose finalizer is not a
    /// later one of the program. So finalizers that allocate come to an end, however soon they run.
    /// </summary>
    public Shape WithinFinalizer(int running) =>
        Kind == ObjectKind.Finalizable && Finalizer <= running ? Plain(Fields, RawWords) with { Container = Container } : this;

    /// <summary>Whether field <paramref name="field"/> does not by itself keep alive what it refers to.</summary>
    public bool IsWeakField(int field) => Kind switch
    {
        ObjectKind.Weak => field == 0,
        ObjectKind.Ephemeron => field <= 1,
        _ => false,
    };
}
