namespace GcVerify.Mutator;

/// <summary>A bound on heap accesses, the measure of a pause; the default is no bound.</summary>
/// <param name="PerWord">Accesses for each word of the budget, or of the new object.</param>
/// <param name="PerRoot">Accesses for each root slot.</param>
/// <param name="Fixed">Accesses beside.</param>
public readonly record struct WorkBound(int PerWord, int PerRoot, int Fixed)
{
    /// <summary>Whether this bounds anything.</summary>
    public bool IsPromised => this != default;

    /// <summary>The most accesses for so many words and roots.</summary>
    public long For(int words, int roots) => ((long)PerWord * words) + ((long)PerRoot * roots) + Fixed;
}
