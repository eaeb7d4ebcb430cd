using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

/// <summary>Programs compared part by part.</summary>
internal static class SameProgram
{
    public static void Assert(MutatorProgram expected, MutatorProgram actual)
    {
        Xunit.Assert.Equal((expected.Locals, expected.Globals, expected.HeapWords), (actual.Locals, actual.Globals, actual.HeapWords));
        Xunit.Assert.Equal(expected.Body.ToArray(), actual.Body.ToArray());
        Xunit.Assert.Equal(expected.Regions.ToArray(), actual.Regions.ToArray());
        Xunit.Assert.Equal(expected.Finalizers.Select(Head), actual.Finalizers.Select(Head));
        Xunit.Assert.Equal(expected.Finalizers.SelectMany(f => f.Body), actual.Finalizers.SelectMany(f => f.Body));
    }

    private static (string Name, int Locals, int Operations) Head(FinalizerBody finalizer) =>
        (finalizer.Name, finalizer.Locals, finalizer.Body.Length);
}
