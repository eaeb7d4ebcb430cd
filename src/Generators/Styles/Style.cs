namespace GcVerify.Generators;

/// <summary>A way of writing programs, a burst of operations at a time.</summary>
internal abstract class Style
{
    /// <summary>The operations that one burst has at most, beside what it is to hold of long structures; keeps a program's live objects bounded.</summary>
    protected const int LongestBurst = 128;

    /// <summary>Draws what is to be the same throughout a program. Called before its first operation.</summary>
    public virtual void Begin(ProgramDraft draft)
    {
    }

    /// <summary>Appends the next operations, at least one unless the program is complete.</summary>
    public abstract void Write(ProgramDraft draft);
}
