using GcVerify.Generators.Shrinking;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>Two subjects that show the mutator different things in one program.</summary>
/// <param name="Left">The first that was named.</param>
/// <param name="Right">The other one.</param>
/// <param name="OperationIndex">The operation of the program in which they part; the program's length for the graph at the end.</param>
/// <param name="ObjectNumber">The object concerned, or 0.</param>
/// <param name="LeftSees">What the mutator sees on the first.</param>
/// <param name="RightSees">What it sees on the other one.</param>
public sealed record Disagreement(string Left, string Right, int OperationIndex, int ObjectNumber, string LeftSees, string RightSees)
{
    /// <summary>The operation as it was executed: of a compound one, the primitive.</summary>
    public Operation Primitive { get; init; }

    /// <summary>As a violation of the law that all collectors agree. Which of the two is wrong is not known.</summary>
    public Violation ToViolation() => new(
        Laws.Agreement,
        OperationIndex,
        ObjectNumber,
        $"The mutator sees different things on {Left} and on {Right}.",
        $"{LeftSees} ({Left})",
        $"{RightSees} ({Right})",
        "")
    {
        Primitive = Primitive,
    };
}

/// <summary>What comparing subjects showed.</summary>
/// <param name="Verdict">Undecided if nothing could be compared.</param>
/// <param name="Programs">Programs that were run.</param>
/// <param name="NotCompared">
/// Those of them that some subject could not be compared in: it refused an allocation, or promises what others do not.
/// </param>
/// <param name="ProgramIndex">The program in which two disagree, or -1.</param>
/// <param name="Disagreement">What they disagree in, in the program as it is here, or null.</param>
/// <param name="Program">The program, made smaller, or null.</param>
/// <param name="OperationsBefore">Its operations before.</param>
public sealed record DifferentialResult(
    Verdict Verdict,
    long Programs,
    long NotCompared,
    long ProgramIndex,
    Disagreement? Disagreement,
    MutatorProgram? Program,
    int OperationsBefore);

/// <summary>
/// Differential testing (McKeeman 1998): one program on several subjects, which must show the mutator the same wherever the language leaves
/// nothing to the collector. No oracle takes
/// part in it. Reusable, not thread-safe.
/// </summary>
public sealed class Differential
{
    private readonly SubjectDefinition[] _definitions;
    private readonly ISubject[] _subjects;
    private readonly Promises?[] _promises;
    private readonly bool _rawWords;
    private readonly MutatorView _left = new();
    private readonly MutatorView _right = new();
    private bool _incomparable;

    /// <summary>Subjects to compare, two or more; each is compared with the first.</summary>
    public Differential(IEnumerable<SubjectDefinition> subjects)
    {
        _definitions = [.. subjects];
        ArgumentOutOfRangeException.ThrowIfLessThan(_definitions.Length, 2, nameof(subjects));
        _subjects = [.. _definitions.Select(definition => definition.Create())];
        _promises = [.. _definitions.Select(definition => definition.ProbePromises())];
        _rawWords = Array.TrueForAll(_promises, promises => promises is null || promises.Sight.HasFlag(Sight.RawWords));
    }

    /// <summary>What all of them promise, as far as it decides which programs are generated.</summary>
    public Promises CommonPromises
    {
        get
        {
            Promises[] known = [.. _promises.OfType<Promises>()];
            Promises first = known.Length > 0 ? known[0] : new Promises { UsableWords = 0 };
            return first with
            {
                WeakReferences = Array.TrueForAll(known, one => one.WeakReferences),
                Ephemerons = Array.TrueForAll(known, one => one.Ephemerons),
                Finalizers = Array.TrueForAll(known, one => one.Finalizers),
            };
        }
    }

    /// <summary>Compares in one program, and makes it smaller if two disagree.</summary>
    /// <param name="program">The program.</param>
    /// <param name="shrinkExecutions">Programs tried at most to make it smaller.</param>
    /// <param name="trying">Called, if set, before each program that is tried.</param>
    public DifferentialResult Run(MutatorProgram program, int shrinkExecutions, Action? trying = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        DifferentialResult? result = null;
        Campaign.OnWorkerStack(() => result = RunHere(program, -1, shrinkExecutions, trying));
        return result!;
    }

    /// <summary>Compares in the generated programs of a campaign, up to the first in which two disagree.</summary>
    public DifferentialResult Run(CampaignOptions options, CampaignMonitor? monitor = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        monitor?.Begin(_definitions[0]);
        DifferentialResult? result = null;
        Campaign.OnWorkerStack(() => result = RunAll(options, monitor, cancellation));
        return result!;
    }

    private DifferentialResult RunAll(CampaignOptions options, CampaignMonitor? monitor, CancellationToken cancellation)
    {
        long index = 0, notCompared = 0;
        Promises promises = CommonPromises;
        for (; index < options.Programs && !cancellation.IsCancellationRequested; index++)
        {
            long current = index;
            monitor?.Turn(0, current);
            MutatorProgram program = Campaign.ProgramAt(options, promises, index);
            DifferentialResult one = RunHere(program, index, options.ShrinkExecutions, () => monitor?.Turn(0, current));
            notCompared += one.NotCompared;
            if (one.Disagreement is not null)
            {
                return one with { Programs = index + 1, NotCompared = notCompared };
            }

            monitor?.Finish(violated: false);
        }

        bool undecided = cancellation.IsCancellationRequested || notCompared == index;
        return new(undecided ? Verdict.Undecided : Verdict.Holds, index, notCompared, -1, null, null, 0);
    }

    private DifferentialResult RunHere(MutatorProgram program, long index, int shrinkExecutions, Action? trying)
    {
        bool incomparable = false;
        for (int other = 1; other < _subjects.Length; other++)
        {
            if (Compare(program, other) is not { } disagreement)
            {
                incomparable |= _incomparable;
                continue;
            }

            int pair = other;
            var shrinker = new ProgramShrinker(
                candidate =>
                {
                    trying?.Invoke();
                    return Compare(candidate, pair) is not null;
                },
                shrinkExecutions);
            MutatorProgram small = shrinker.Shrink(program);
            return new(Verdict.Violated, 1, 0, index, Compare(small, pair) ?? disagreement, small, program.Body.Length);
        }

        return new(incomparable ? Verdict.Undecided : Verdict.Holds, 1, incomparable ? 1 : 0, -1, null, null, 0);
    }

    private Disagreement? Compare(MutatorProgram program, int other)
    {
        _incomparable = false;
        if (_promises[0] is { } one && _promises[other] is { } two && !MeansTheSame(program, one, two))
        {
            _incomparable = true;
            return null;
        }

        See(program, 0, _left);
        See(program, other, _right);
        if (_left.Refusals || _right.Refusals)
        {
            _incomparable = true;
            return null;
        }

        int common = Math.Min(_left.All.Count, _right.All.Count);
        for (int i = 0; i < common; i++)
        {
            Seen left = _left.All[i], right = _right.All[i];
            if (left == right)
            {
                continue;
            }

            return MayDiffer(left, right) ? null : Tell(left, right, other);
        }

        if (_left.IsCut || _right.IsCut || _left.All.Count == _right.All.Count)
        {
            return null;
        }

        return Tell(common < _left.All.Count ? _left.All[common] : null, common < _right.All.Count ? _right.All[common] : null, other);
    }

    private void See(MutatorProgram program, int subject, MutatorView view)
    {
        view.Begin(program, _rawWords);
        _subjects[subject].Run(program, ObservationPlan.AtEnd, view);
    }

    /// <summary>When a weak reference is cleared is the collector's business; what follows may differ then.</summary>
    private static bool MayDiffer(Seen left, Seen right) =>
        left.Kind == SeenKind.Dereferenced && right.Kind == SeenKind.Dereferenced && left.Index == right.Index
        && (left.Number == 0) != (right.Number == 0);

    /// <summary>What some subjects honour and others take for plain objects.</summary>
    private static bool MeansTheSame(MutatorProgram program, Promises one, Promises two)
    {
        foreach (ref readonly Operation operation in program.Body)
        {
            ObjectKind kind = operation.Kind switch
            {
                OperationKind.New => operation.Shape.Kind,
                OperationKind.Weak => ObjectKind.Weak,
                OperationKind.Ephemeron => ObjectKind.Ephemeron,
                _ => ObjectKind.Plain,
            };
            bool same = kind switch
            {
                ObjectKind.Weak => one.WeakReferences == two.WeakReferences,
                ObjectKind.Ephemeron => one.Ephemerons == two.Ephemerons,
                ObjectKind.Finalizable => one.Finalizers == two.Finalizers,
                _ => true,
            };
            if (!same)
            {
                return false;
            }
        }

        return true;
    }

    private Disagreement Tell(Seen? left, Seen? right, int other)
    {
        Seen first = left is { } l && (right is not { } r || l.Index <= r.Index) ? l : right!.Value;
        return new Disagreement(
            _definitions[0].Name,
            _definitions[other].Name,
            first.Index,
            Math.Max(0, first.Number),
            MutatorView.Describe(left),
            MutatorView.Describe(right))
        {
            Primitive = first.Primitive,
        };
    }
}
