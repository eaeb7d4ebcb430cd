namespace GcVerify.Mutator;

/// <summary>A bound on the words that are allocated while garbage waits to be released; the default is no bound.</summary>
/// <param name="PerWord">Words for each word that objects occupied when the collection began.</param>
/// <param name="Fixed">Words beside.</param>
public readonly record struct DragBound(int PerWord, int Fixed)
{
    /// <summary>Whether this bounds anything.</summary>
    public bool IsPromised => this != default;

    /// <summary>The most words, where objects occupied so many.</summary>
    public long For(int wordsInUse) => ((long)PerWord * wordsInUse) + Fixed;
}
