using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Is told of each reference of a <see cref="ModelHeap"/> just before it changes. References of an object that is released do not
/// change; that an object becomes pending for its finalizer, or ceases to be, is told by the subject.
/// </summary>
public interface IReferenceObserver
{
    /// <summary>A root is about to hold another object, or the same.</summary>
    /// <param name="root">The root as it is named in its own frame.</param>
    /// <param name="depth">The frame that it belongs to, 0 for the outermost; 0 for a global.</param>
    /// <param name="old">What it holds, 0 for null.</param>
    /// <param name="value">What it will hold, 0 for null.</param>
    void RootChanging(Root root, int depth, int old, int value);

    /// <summary>A field is about to refer to another object, or the same.</summary>
    /// <param name="holder">The object.</param>
    /// <param name="field">Its field.</param>
    /// <param name="old">What it refers to, 0 for null.</param>
    /// <param name="value">What it will refer to, 0 for null.</param>
    void FieldChanging(int holder, int field, int old, int value);
}
