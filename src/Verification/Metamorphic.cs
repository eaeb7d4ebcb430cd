using System.Globalization;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Verification;

/// <summary>
/// Laws about pairs of runs (Segura et al. 2016, metamorphic testing): the same program again, observed more closely, with more collections, with other
/// names for its roots. Made on a sample of the programs of a campaign. Reusable, not thread-safe.
/// </summary>
internal sealed class Metamorphic(SubjectDefinition definition)
{
    // A full collection of a runtime takes milliseconds, as its own heap is marked too.
    private const int CollectionsInProcess = 24;

    private readonly ISubject _subject = definition.Create();
    private readonly TraceFingerprint _trace = new();
    private readonly VisibleFingerprint _visible = new();
    private readonly ProgramBuffer _variant = new();

    /// <summary>Checks a program that breaks no other law.</summary>
    public Violation? Check(MutatorProgram program)
    {
        ulong trace = Trace(program, ObservationPlan.None);
        if (Trace(program, ObservationPlan.None) != trace)
        {
            return Break(Laws.Repeatable, program, "The same program, run twice, does different things.");
        }

        if (Trace(program, TraceFingerprint.ObservationOf(_trace.Promises)) != trace)
        {
            return Break(Laws.ObservationInvisible, program, "The program does different things when it is observed.");
        }

        ulong? seen = See(program);
        if (seen is null)
        {
            return null;
        }

        // When weak references are cleared and finalizers run depends on when there are collections, and on which root is cleared first.
        bool cleared = _visible.SeesDeaths(program), finalized = _visible.SeesFinalizers(program);
        bool early = _visible.Exhausted || _visible.InSlices || _visible.IsUnpredictable(program);
        if (!cleared && !finalized && See(WithCollections(program, _visible.Promises, _variant)) is { } collected && collected != seen)
        {
            return Break(Laws.CollectionsInvisible, program, "With a collection after every operation the mutator sees something else.");
        }

        // What fits may depend on the order of copying, and so may whether a collection follows; what dies while one is under way may be found by it or not.
        bool differs = !finalized && See(Renamed(program)) is { } renamed && renamed != seen;
        bool excused = cleared && (early || _visible.Exhausted || _visible.InSlices);
        return differs && !excused
            ? Break(Laws.RenamingInvisible, program, "With its roots renamed the mutator sees something else.")
            : null;
    }

    /// <summary>The runs that <see cref="Check"/> takes as a rule, in their order.</summary>
    public IEnumerable<PlannedRun> PlannedRuns(MutatorProgram program, Promises promises)
    {
        yield return new PlannedRun(program, ObservationPlan.None);
        yield return new PlannedRun(program, ObservationPlan.None);
        yield return new PlannedRun(program, TraceFingerprint.ObservationOf(promises));
        yield return new PlannedRun(program, ObservationPlan.AtEnd);
        yield return new PlannedRun(WithCollections(program, promises, _variant).Clone(), ObservationPlan.AtEnd);
        yield return new PlannedRun(Renamed(program).Clone(), ObservationPlan.AtEnd);
    }

    /// <summary>What the mutator sees of a program; null if an allocation was refused, which may differ.</summary>
    public ulong? See(MutatorProgram program)
    {
        _visible.Begin();
        _subject.Run(program, ObservationPlan.AtEnd, _visible);
        return _visible.Refusals ? null : _visible.Value;
    }

    private ulong Trace(MutatorProgram program, ObservationPlan plan)
    {
        _trace.Begin();
        _subject.Run(program, plan, _trace);
        return _trace.Value;
    }

    /// <summary>
    /// The program with a full collection after every operation; in a process, after every n-th, n and where they begin depending on its
    /// length, so that there are not many in one program and one after each operation of some.
    /// </summary>
    public static MutatorProgram WithCollections(MutatorProgram program, Promises promises, ProgramBuffer into)
    {
        BeginVariant(program, into);
        int every = promises.Sight.HasFlag(Sight.Locations) ? 1 : 1 + (program.Body.Length / CollectionsInProcess);
        for (int i = 0; i < program.Body.Length; i++)
        {
            into.Add(program.Body[i]);
            if ((i + program.Body.Length) % every == 0)
            {
                into.Add(Operation.Collect());
            }
        }

        return into.View();
    }

    /// <summary>The locals of the main frame and the globals in reverse order. A frame that is called keeps its names, as arguments have places.</summary>
    private MutatorProgram Renamed(MutatorProgram program)
    {
        BeginVariant(program, _variant);
        int depth = 0;
        foreach (ref readonly Operation operation in program.Body)
        {
            bool call = operation.Kind is OperationKind.Call or OperationKind.ScratchCall;
            Operation renamed = operation;
            for (int position = 0; position < 4; position++)
            {
                if ((Operation.RootMask(operation.Kind) & (1 << position)) != 0)
                {
                    bool callers = operation.Kind == OperationKind.Return && position == 0 && depth > 0;
                    renamed = renamed.WithRoot(position, Rename(operation.RootAt(position), program, callers ? depth - 1 : depth));
                }
            }

            _variant.Add(renamed);
            depth += call ? 1 : operation.Kind == OperationKind.Return && depth > 0 ? -1 : 0;
        }

        return _variant.View();
    }

    private static Root Rename(Root root, MutatorProgram program, int depth)
    {
        if (root.IsNone)
        {
            return root;
        }

        if (root.IsGlobal)
        {
            return program.Globals == 0 ? root : Root.Global(program.Globals - 1 - (root.Index % program.Globals));
        }

        return depth > 0 ? root : Root.Local(program.Locals - 1 - (root.Index % program.Locals));
    }

    /// <summary>All of a program but its operations.</summary>
    internal static void BeginVariant(MutatorProgram program, ProgramBuffer into)
    {
        into.Clear();
        into.Locals = program.Locals;
        into.Globals = program.Globals;
        into.HeapWords = program.HeapWords;
        into.Finalizers = program.Finalizers;
        into.Regions = program.Regions;
    }

    private static Violation Break(Law law, MutatorProgram program, string message) => new(
        law, program.Body.Length, 0, message, "the same", string.Create(CultureInfo.InvariantCulture, $"a difference, somewhere in {program.Body.Length} operations"), "");
}
