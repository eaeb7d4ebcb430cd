using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>What an adapter may announce.</summary>
/// <param name="Name">Its name in <c>caps</c>.</param>
/// <param name="Promise">What is promised by it.</param>
/// <param name="Grant">Adds it to the promises of a runtime that has announced nothing.</param>
internal sealed record Capability(string Name, string Promise, Func<Promises, Promises> Grant)
{
    /// <summary>The name of the one that promises nothing of the runtime, but of the adapter.</summary>
    public const string Together = "together";

    /// <summary>All that are known; what else an adapter announces is passed over.</summary>
    public static ImmutableArray<Capability> All { get; } =
    [
        new(
            "immediate",
            "garbage that is on no cycle and hangs from none dies in the operation that makes it",
            p => p with { Immediate = true }),
        new(
            "releases",
            "deaths are told in the operation that causes them; else later, but before the end of a collection is told",
            p => p with { Sight = p.Sight | Sight.Releases }),
        new(
            "raw",
            "walks show raw words; else only whether they are what was written",
            p => p with { Sight = p.Sight | Sight.RawWords }),
        new(
            "weak",
            "objects of kind 1 are weak references: field 0 does not keep its referent alive",
            p => p with { WeakReferences = true }),
        new(
            "ephemeron",
            "objects of kind 2 are ephemerons: field 1, the value, is kept only if field 0, the key, is alive, and the key is not kept",
            p => p with { Ephemerons = true }),
        new(
            "clearings",
            "clearings are told in the operation that causes them, and before the finalizers that the same collection starts",
            p => p with { Sight = p.Sight | Sight.Clearings }),
        new(
            "finalizers",
            "objects of kind 3 have finalizers, which get the object",
            p => p with { Finalizers = true }),
        new(
            "clears-first",
            "weak references to an object are cleared before its finalizer is pending or begins; else when it is released",
            p => p with { ClearsBeforeFinalizers = true }),
        new(
            "clears-either",
            "sooner or later than that: now so, now so",
            p => p with { ClearsInEitherOrder = true }),
        new(
            "auto",
            "knows operation 15, automatic",
            p => p with { Sight = p.Sight & ~Sight.Automatic }),
        new(
            "step",
            "knows operation 16, step",
            p => p with { Incremental = true }),
        new(
            Together,
            "knows requests of several runs, and may execute them side by side, so that one full collection serves all that ask for one",
            p => p),
    ];
}
