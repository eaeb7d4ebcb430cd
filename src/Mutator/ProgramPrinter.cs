namespace GcVerify.Mutator;

/// <summary>The text form of programs (<c>docs/language.md</c>).</summary>
public static class ProgramPrinter
{
    /// <summary>The whole program.</summary>
    public static string Print(MutatorProgram program) => throw new NotSupportedException();

    /// <summary>One operation, without a line end; names of regions and finalizers from the given lists, or their index where there is none.</summary>
    public static string Print(in Operation operation, IReadOnlyList<string> regions, IReadOnlyList<FinalizerBody> finalizers) => throw new NotSupportedException();
}
