namespace GcVerify.Generators;

/// <summary>
/// Parts of the mutator language that only some collectors honour. Elsewhere they are legal and harmless, so
/// generated programs use them rarely there instead of never.
/// </summary>
[Flags]
public enum LanguageFeatures
{
    /// <summary>Only what every collector honours.</summary>
    None = 0,

    /// <summary>Collections of young generations.</summary>
    Generations = 1 << 0,

    /// <summary>Slices of collection work.</summary>
    Steps = 1 << 1,

    /// <summary>Weak references.</summary>
    WeakReferences = 1 << 2,

    /// <summary>Ephemerons.</summary>
    Ephemerons = 1 << 3,

    /// <summary>Finalizers.</summary>
    Finalizers = 1 << 4,

    /// <summary>Pinned objects.</summary>
    Pinning = 1 << 5,

    /// <summary>Immortal objects.</summary>
    Immortals = 1 << 6,

    /// <summary>Thresholds of automatic collection.</summary>
    Thresholds = 1 << 7,

    /// <summary>The whole language.</summary>
    All = (1 << 8) - 1,
}
