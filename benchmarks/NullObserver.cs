using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>Looks at nothing: what is left is the bare execution.</summary>
internal sealed class NullObserver : ObserverBase;
