using System.Globalization;
using System.Text;

namespace GcVerify.Mutator;

/// <summary>The text form of programs (<c>docs/language.md</c>).</summary>
public static class ProgramPrinter
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>
    /// The whole program: header lines that say what cannot be derived, finalizers, operations. <see cref="ProgramParser"/> makes the
    /// same program of it, with regions numbered in the order in which the text names them.
    /// </summary>
    public static string Print(MutatorProgram program)
    {
        var text = new StringBuilder();
        AppendHeader(text, "locals", program.Locals, DerivedHeader.Locals(program.Body));
        AppendHeader(text, "globals", program.Globals, DerivedHeader.Globals(program));
        AppendHeader(text, "heap", program.HeapWords, 0);
        foreach (FinalizerBody finalizer in program.Finalizers)
        {
            bool derived = finalizer.Locals == DerivedHeader.Locals(finalizer.Body.AsSpan());
            text.Append(Invariant, $"finalizer {finalizer.Name}");
            text.Append(Invariant, $"{(derived ? "" : $" {finalizer.Locals}")}\n");
            AppendBody(text, finalizer.Body.AsSpan(), "  ", program);
            text.Append("end\n");
        }

        AppendBody(text, program.Body, "", program);
        return text.ToString();
    }

    /// <summary>One operation, without a line end; names of regions and finalizers from the given lists, or their index where there is none.</summary>
    public static string Print(in Operation operation, IReadOnlyList<string> regions, IReadOnlyList<FinalizerBody> finalizers)
    {
        var text = new StringBuilder();
        Append(text, operation, regions, finalizers);
        return text.ToString();
    }

    private static void AppendHeader(StringBuilder text, string word, int value, int derived)
    {
        if (value != derived)
        {
            text.Append(Invariant, $"{word} {value}\n");
        }
    }

    private static void AppendBody(StringBuilder text, ReadOnlySpan<Operation> body, string indent, MutatorProgram program)
    {
        IReadOnlyList<string> regions = program.Regions;
        IReadOnlyList<FinalizerBody> finalizers = program.Finalizers;
        foreach (ref readonly Operation operation in body)
        {
            text.Append(indent);
            Append(text, operation, regions, finalizers);
            text.Append('\n');
        }
    }

    private static void Append(
        StringBuilder text, in Operation operation, IReadOnlyList<string> regions, IReadOnlyList<FinalizerBody> finalizers)
    {
        Root a = operation.RootAt(0), b = operation.RootAt(1), c = operation.RootAt(2);
        _ = operation.Kind switch
        {
            OperationKind.New => AppendNew(text, a, operation.Shape, finalizers),
            OperationKind.Assign => text.Append(Invariant, $"{a} = {b}"),
            OperationKind.Clear => text.Append(Invariant, $"{a} = null"),
            OperationKind.Load => text.Append(Invariant, $"{a} = {b}.{operation.C}"),
            OperationKind.Store => text.Append(Invariant, $"{a}.{operation.B} = {c}"),
            OperationKind.StoreNull => text.Append(Invariant, $"{a}.{operation.B} = null"),
            OperationKind.StoreRaw => text.Append(Invariant, $"{a}:{operation.B} = {operation.RawValue}"),
            OperationKind.Move => text.Append(Invariant, $"move {a}.{operation.B} -> {c}.{operation.D}"),
            OperationKind.Blit => text.Append(Invariant, $"blit {a}.{operation.B} {c}.{operation.BlitField} {operation.BlitCount}"),
            OperationKind.Copy => text.Append(Invariant, $"{a} = copy {b}"),
            OperationKind.DeepCopy => text.Append(Invariant, $"{a} = deepcopy {b}"),
            OperationKind.Call => AppendCall(text, "call", operation),
            OperationKind.ScratchCall => AppendCall(text, "scratch", operation),
            OperationKind.Return => operation.PassesResult ? text.Append(Invariant, $"{a} = return {b}") : text.Append("return"),
            OperationKind.Weak => text.Append(Invariant, $"{a} = weak {b}"),
            OperationKind.Deref => text.Append(Invariant, $"{a} = deref {b}"),
            OperationKind.Ephemeron => text.Append(Invariant, $"{a} = ephemeron {b} {c}"),
            OperationKind.Collect => operation.A < 0 ? text.Append("collect") : text.Append(Invariant, $"collect {operation.A}"),
            OperationKind.Step => text.Append(Invariant, $"step {operation.A}"),
            OperationKind.Finalize => text.Append("finalize"),
            OperationKind.Enable => text.Append("enable"),
            OperationKind.Disable => text.Append("disable"),
            OperationKind.Threshold => text.Append(Invariant, $"threshold {operation.A} {operation.B}"),
            OperationKind.Pin => text.Append(Invariant, $"pin {a}"),
            OperationKind.Unpin => text.Append(Invariant, $"unpin {a}"),
            OperationKind.Region => AppendName(text.Append("region "), operation.A, regions),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Kind, "no such kind of operation"),
        };
    }

    private static StringBuilder AppendNew(StringBuilder text, Root target, Shape shape, IReadOnlyList<FinalizerBody> finalizers)
    {
        text.Append(Invariant, $"{target} = new {shape.Fields}");
        if (shape.RawWords != 0)
        {
            text.Append(Invariant, $"+{shape.RawWords}");
        }

        if (shape.Kind != ObjectKind.Plain)
        {
            text.Append(' ').Append(Words.Of(shape.Kind));
        }

        if (shape.Kind == ObjectKind.Finalizable && shape.Finalizer >= 0)
        {
            AppendName(text.Append(' '), shape.Finalizer, finalizers);
        }

        return shape.Container == 0 ? text : text.Append(Invariant, $" as {shape.Container}");
    }

    private static void AppendName(StringBuilder text, int finalizer, IReadOnlyList<FinalizerBody> finalizers) =>
        text.Append(finalizer < finalizers.Count ? finalizers[finalizer].Name : finalizer.ToString(Invariant));

    /// <summary>An argument that is missing before another one is written <c>null</c>, so that the others keep their places.</summary>
    private static StringBuilder AppendCall(StringBuilder text, string word, in Operation operation)
    {
        text.Append(Invariant, $"{word} {operation.A}");
        int arguments = Limits.Arguments;
        while (arguments > 0 && operation.RootAt(arguments).IsNone)
        {
            arguments--;
        }

        for (int position = 1; position <= arguments; position++)
        {
            Root argument = operation.RootAt(position);
            text.Append(' ').Append(argument.IsNone ? "null" : argument.ToString());
        }

        return text;
    }

    private static StringBuilder AppendName(StringBuilder text, int index, IReadOnlyList<string> names) =>
        (uint)index < (uint)names.Count ? text.Append(names[index]) : text.Append(Invariant, $"{index}");
}
