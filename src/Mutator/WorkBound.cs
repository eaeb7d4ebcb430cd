namespace GcVerify.Mutator;

/// <summary>A bound on heap accesses, the measure of a pause; the default is no bound.</summary>
/// <param name="PerWord">Accesses for each word of the budget, or of the new object.</param>
/// <param name="PerRoot">Accesses for each root slot.</param>
/// <param name="Fixed">Accesses beside.</param>
/// <param name="PerReference">Accesses for each weak reference and ephemeron that is honoured, and each object whose finalizer is still to be found due.</param>
public readonly record struct WorkBound(int PerWord, int PerRoot, int Fixed, int PerReference = 0)
{
    /// <summary>Whether this bounds anything.</summary>
    public bool IsPromised => this != default;

    /// <summary>The most accesses for so many words, roots, and references and finalizers to be processed.</summary>
    public long For(int words, int roots, int references = 0) =>
        ((long)PerWord * words) + ((long)PerRoot * roots) + ((long)PerReference * references) + Fixed;
}
