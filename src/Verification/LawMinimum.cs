using GcVerify.Generators;
using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>What is known of the smallest program with which a bug breaks a law.</summary>
/// <param name="Law">The id of the law.</param>
/// <param name="Program">The program, or null.</param>
/// <param name="IsProven">Whether all programs of fewer operations, within bounds, are known not to break it.</param>
/// <param name="Reports">The violations of the law that were found and made smaller.</param>
internal sealed record LawMinimum(string Law, MutatorProgram? Program, bool IsProven, IReadOnlyList<ViolationReport> Reports)
{
    /// <summary>Its operations; 0 if there is none.</summary>
    public int Operations => Program?.Body.Length ?? 0;

    /// <summary>
    /// How many violations were made as small as that, in the order in which programs are made smaller: compound operations and those of
    /// finalizers count.
    /// </summary>
    public int Reached => Program is null ? 0
        : Reports.Count(report => ProgramShrinker.Weight(report.Program) <= ProgramShrinker.Weight(Program));

    /// <summary>How many were made the same program, the most frequent one.</summary>
    public int SameText => Reports.GroupBy(report => report.Program.ToString()).Select(group => group.Count()).DefaultIfEmpty().Max();

    /// <summary>As all programs within bounds of up to so many operations have shown it.</summary>
    public static LawMinimum Of(
        string law, MutatorProgram? program, int exhausted, EnumerationBounds bounds, IReadOnlyList<ViolationReport> reports)
    {
        int operations = program?.Body.Length ?? 0;
        bool proven = operations > 0 && exhausted >= operations - 1 && (operations == 1 || bounds.Speak(program!));
        return new(law, program, proven, reports);
    }
}
