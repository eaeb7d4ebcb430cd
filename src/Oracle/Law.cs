using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>One thing that a collector has to do, or must not do.</summary>
/// <param name="Id">Its stable id, such as S1.</param>
/// <param name="Name">Its name, kebab-case.</param>
/// <param name="Statement">The law in one sentence.</param>
/// <param name="Applies">Whether it may be demanded of a collector with these promises.</param>
public sealed record Law(string Id, string Name, string Statement, Func<Promises, bool> Applies)
{
    /// <summary>The letter of its group: S safety, W weak references, F finalizers, L completeness and timeliness, A accounting, P progress, M pairs of runs.</summary>
    public char Group => Id[0];

    /// <summary>
    /// The same letter for laws that one fault is apt to break together: what loses an object that roots need (S) also loses one that a weak reference (W) or a
    /// finalizer (F) needs.
    /// </summary>
    public char Family => Group is 'W' or 'F' ? 'S' : Group;

    /// <summary>Whether it takes several runs to judge it.</summary>
    public bool IsAboutPairs => Group == 'M';

    /// <inheritdoc/>
    public override string ToString() => Id + " " + Name;
}
