namespace GcVerify.Mutator;

/// <summary>
/// How many locals and globals a text has that does not say: as many as its operations name. A program that asks for just
/// these prints without header lines.
/// </summary>
public static class DerivedHeader
{
    /// <summary>
    /// One more than the highest local that <paramref name="body"/> names in its own frame, at least 1. A call takes what follows to a
    /// deeper frame and a return back; the target of a return belongs to the caller's frame, its result to the callee's.
    /// </summary>
    public static int Locals(ReadOnlySpan<Operation> body)
    {
        int depth = 0;
        int locals = 1;
        foreach (ref readonly Operation operation in body)
        {
            if (operation.Kind == OperationKind.Return)
            {
                int callee = depth;
                depth = Math.Max(0, depth - 1);
                if (operation.PassesResult)
                {
                    locals = depth == 0 ? Math.Max(locals, LocalsFor(operation.RootAt(0))) : locals;
                    locals = callee == 0 ? Math.Max(locals, LocalsFor(operation.RootAt(1))) : locals;
                }

                continue;
            }

            locals = depth == 0 ? Math.Max(locals, LocalsFor(operation)) : locals;
            depth += operation.Kind is OperationKind.Call or OperationKind.ScratchCall ? 1 : 0;
        }

        return Math.Min(locals, Limits.Locals);
    }

    /// <summary>One more than the highest global that the program or a finalizer names; 0 if none does.</summary>
    public static int Globals(MutatorProgram program)
    {
        int globals = Globals(program.Body);
        foreach (FinalizerBody finalizer in program.Finalizers)
        {
            globals = Math.Max(globals, Globals(finalizer.Body.AsSpan()));
        }

        return globals;
    }

    /// <summary>One more than the highest global that <paramref name="body"/> names; 0 if it names none.</summary>
    public static int Globals(ReadOnlySpan<Operation> body)
    {
        int globals = 0;
        foreach (ref readonly Operation operation in body)
        {
            int mask = operation.Kind == OperationKind.Return && !operation.PassesResult ? 0 : Operation.RootMask(operation.Kind);
            for (int position = 0; mask >> position != 0; position++)
            {
                Root root = operation.RootAt(position);
                globals = (mask >> position & 1) != 0 && root.IsGlobal ? Math.Max(globals, root.Index + 1) : globals;
            }
        }

        return Math.Min(globals, Limits.Globals);
    }

    private static int LocalsFor(in Operation operation)
    {
        int locals = 0;
        int mask = Operation.RootMask(operation.Kind);
        for (int position = 0; mask >> position != 0; position++)
        {
            locals = (mask >> position & 1) != 0 ? Math.Max(locals, LocalsFor(operation.RootAt(position))) : locals;
        }

        return locals;
    }

    private static int LocalsFor(Root root) => root.IsNone || root.IsGlobal ? 0 : root.Index + 1;
}
