using System.Runtime.CompilerServices;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.PropertyTesting;

/// <summary>
/// Which law FsCheck's shrinking is to keep to. Its shrinker sees values and no verdicts, and its properties see verdicts and not where a
/// value comes from; so the property
/// notes which law a program breaks, and the shrinker passes that on to what it makes of the program. Programs are known by identity, and
/// forgotten with the last reference.
/// </summary>
internal static class ShrinkingLaw
{
    private static readonly ConditionalWeakTable<MutatorProgram, Law> Broken = [];
    private static readonly ConditionalWeakTable<MutatorProgram, Law> Expected = [];

    /// <summary>
    /// A property found that a program breaks a law. False if it comes from shrinking one that breaks another: then it does not count.
    /// </summary>
    public static bool Counts(MutatorProgram program, Law broken)
    {
        if (Expected.TryGetValue(program, out Law? expected) && expected != broken)
        {
            return false;
        }

        Broken.AddOrUpdate(program, broken);
        return true;
    }

    /// <summary>What is made of a program by shrinking is to break the law that the program broke.</summary>
    public static IEnumerable<MutatorProgram> PassOn(MutatorProgram from, IEnumerable<MutatorProgram> candidates)
    {
        foreach (MutatorProgram candidate in candidates)
        {
            if (Broken.TryGetValue(from, out Law? law))
            {
                Expected.AddOrUpdate(candidate, law);
            }

            yield return candidate;
        }
    }
}
