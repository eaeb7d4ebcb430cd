using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Makes a program smaller while it keeps failing: deletes halves, quarters ... single operations (Zeller and Hildebrandt 2002), until no single deletion
/// is possible. Deterministic; any subsequence of a program is a program, so nothing has to be repaired.
/// </summary>
/// <param name="fails">Whether a candidate still fails in the same way. The candidate is valid during the call only.</param>
/// <param name="executions">Candidates tried at most.</param>
public sealed class ProgramShrinker(Func<MutatorProgram, bool> fails, int executions)
{
    private readonly ProgramBuffer _candidate = new();
    private int _left = executions;

    /// <summary>The smallest program found that fails; <paramref name="program"/> itself if it cannot be made smaller.</summary>
    public MutatorProgram Shrink(MutatorProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        Operation[] best = program.Body.ToArray();
        bool smaller = true;
        while (smaller && _left > 0)
        {
            smaller = false;
            for (int size = Math.Max(1, best.Length / 2); size >= 1; size /= 2)
            {
                smaller |= DeleteChunks(program, ref best, size);
            }
        }

        MutatorProgram small = program.WithBody(best);
        return FitHeader(small);
    }

    private bool DeleteChunks(MutatorProgram program, ref Operation[] best, int size)
    {
        bool any = false;
        for (int start = best.Length - size; start > -size && _left > 0; start -= size)
        {
            int from = Math.Max(0, start), count = Math.Min(size, start + size - from);
            Operation[] candidate = [.. best.AsSpan(0, from), .. best.AsSpan(from + count)];
            if (Try(program, candidate, program.Locals, program.Globals))
            {
                best = candidate;
                any = true;
            }
        }

        return any;
    }

    /// <summary>Gives the program only the roots that it names, if it still fails then.</summary>
    private MutatorProgram FitHeader(MutatorProgram program)
    {
        int locals = 1, globals = 0;
        foreach (ref readonly Operation operation in program.Body)
        {
            int mask = Operation.RootMask(operation.Kind);
            for (int position = 0; position < 4; position++)
            {
                Root root = operation.RootAt(position);
                if ((mask & (1 << position)) != 0 && !root.IsNone)
                {
                    locals = root.IsGlobal ? locals : Math.Max(locals, Math.Min(program.Locals, root.Index + 1));
                    globals = root.IsGlobal ? Math.Max(globals, Math.Min(program.Globals, root.Index + 1)) : globals;
                }
            }
        }

        Operation[] body = program.Body.ToArray();
        return Try(program, body, locals, globals)
            ? new MutatorProgram(locals, globals, body, program.Finalizers, program.Regions, program.HeapWords)
            : program;
    }

    private bool Try(MutatorProgram program, ReadOnlySpan<Operation> body, int locals, int globals)
    {
        _left--;
        _candidate.Clear();
        _candidate.Locals = locals;
        _candidate.Globals = globals;
        _candidate.HeapWords = program.HeapWords;
        _candidate.Finalizers = program.Finalizers;
        _candidate.Regions = program.Regions;
        foreach (Operation operation in body)
        {
            _candidate.Add(operation);
        }

        return fails(_candidate.View());
    }
}
