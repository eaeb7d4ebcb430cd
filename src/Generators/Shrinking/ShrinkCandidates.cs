using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// What <see cref="ProgramShrinker"/> would try in place of a program, for a shrinker that chooses by itself, as FsCheck's does: the candidates of
/// one step, in the order of the same passes, none of them executed here.
/// </summary>
public static class ShrinkCandidates
{
    /// <summary>Candidates of one step at most.</summary>
    public const int AtMost = 10_000;

    private const int FirstBatch = 16;

    /// <summary>Programs that are simpler than this one, each once, those that are tried first in front. Made as they are asked for, in batches.</summary>
    public static IEnumerable<MutatorProgram> Of(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return Enumerate(program);
    }

    private static IEnumerable<MutatorProgram> Enumerate(MutatorProgram program)
    {
        bool more = true;
        for (int first = 0, end = FirstBatch; more && first < AtMost; first = end, end = Math.Min(AtMost, 4 * end))
        {
            List<MutatorProgram> batch = Batch(program, first, end, out more);
            foreach (MutatorProgram candidate in batch)
            {
                yield return candidate;
            }
        }
    }

    /// <summary>A pass cannot be left half-way, so the passes run again from the start and what has been handed out is left out.</summary>
    private static List<MutatorProgram> Batch(MutatorProgram program, int first, int end, out bool more)
    {
        var batch = new List<MutatorProgram>();
        int seen = 0;
        var search = new ShrinkSearch(program, Refuse, end);
        foreach (Func<ShrinkSearch, bool> pass in ProgramShrinker.Passes)
        {
            if (!search.IsOver)
            {
                pass(search);
            }
        }

        more = search.IsOver;
        return batch;

        bool Refuse(MutatorProgram candidate)
        {
            if (seen++ >= first)
            {
                batch.Add(candidate.Clone());
            }

            return false;
        }
    }
}
