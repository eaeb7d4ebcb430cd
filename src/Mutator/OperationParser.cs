namespace GcVerify.Mutator;

/// <summary>Reads one operation; the names that it mentions are numbered in the tables of the text.</summary>
internal sealed class OperationParser(NameTable regions, FinalizerTable finalizers)
{
    private const string Result = "; a result needs a target, as in 'r0 = return r1'";

    /// <summary>Reads an operation to the end of the line; the scanner says whether that failed.</summary>
    public Operation Parse(ref LineScanner line)
    {
        Operation operation = line.AtRoot ? ParseTarget(ref line) : ParseStatement(ref line);
        line.End(operation.Kind == OperationKind.Return ? Result : "");
        return operation;
    }

    private Operation ParseStatement(ref LineScanner line)
    {
        int start = line.Here();
        ReadOnlySpan<char> word = line.Word();
        switch (word)
        {
            case "call": return Call(ref line);
            case "scratch": return Operation.ScratchCall(Locals(ref line), line.Root());
            case "return": return Operation.Return(Root.None, Root.None);
            case "move": return Move(ref line);
            case "blit": return Blit(ref line);
            case "collect": return Operation.Collect(line.AtEnd ? Operation.Full : Generation(ref line));
            case "step": return Operation.Step(line.Number32(1, Limits.Budget, "a budget in words"));
            case "finalize": return Operation.Finalize();
            case "enable": return Operation.Enable();
            case "disable": return Operation.Disable();
            case "threshold": return Operation.Threshold(Generation(ref line), line.Number32(0, Limits.Threshold, "a threshold"));
            case "pin": return Operation.Pin(line.Root());
            case "unpin": return Operation.Unpin(line.Root());
            case "region": return Region(ref line);
            default: return Unknown(ref line, start, word);
        }
    }

    private static Operation Unknown(ref LineScanner line, int start, ReadOnlySpan<char> word)
    {
        string hint = Words.Assigned.Contains(word.ToString())
            ? $"; '{word}' needs a target, as in 'r0 = {word} ...'"
            : Words.DidYouMean(word, Words.First);
        line.FailAt(start, "an operation" + hint);
        return default;
    }

    /// <summary>What begins with a root: an assignment to it, or a store into the object that it holds.</summary>
    private Operation ParseTarget(ref LineScanner line)
    {
        Root root = line.Root();
        if (line.TakeSymbol("."))
        {
            int field = line.Field();
            line.Symbol("=");
            return line.Take("null")
                ? Operation.StoreNull(root, field)
                : Operation.Store(root, field, line.Root("a root or 'null'"));
        }

        if (line.TakeSymbol(":"))
        {
            int index = line.Number32(0, Shape.MaximumRawWords, "the index of a raw word");
            line.Symbol("=");
            return Operation.StoreRaw(root, index, line.Number64());
        }

        if (!line.TakeSymbol("="))
        {
            line.Fail("'=', '.' and a field, or ':' and a raw word");
        }

        return line.AtRoot ? AssignOrLoad(ref line, root) : ParseAssigned(ref line, root);
    }

    private static Operation AssignOrLoad(ref LineScanner line, Root target)
    {
        Root source = line.Root();
        return line.TakeSymbol(".")
            ? Operation.Load(target, source, line.Field())
            : Operation.Assign(target, source);
    }

    private Operation ParseAssigned(ref LineScanner line, Root target)
    {
        int start = line.Here();
        ReadOnlySpan<char> word = line.Word();
        switch (word)
        {
            case "null": return Operation.Clear(target);
            case "new": return New(ref line, target);
            case "copy": return Operation.Copy(target, line.Root());
            case "deepcopy": return Operation.DeepCopy(target, line.Root());
            case "weak": return Operation.Weak(target, line.Root());
            case "deref": return Operation.Deref(target, line.Root());
            case "ephemeron": return Operation.Ephemeron(target, line.Root(), line.Root());
            case "return": return Operation.Return(target, line.Root("a root, the result; without one write 'return'"));
            default:
                string hint = Words.DidYouMean(word, Words.Assigned);
                line.FailAt(start, "a root, a field or one of " + string.Join(", ", Words.Assigned) + hint);
                return default;
        }
    }

    private Operation New(ref LineScanner line, Root target)
    {
        int start = line.Here();
        int fields = line.Number32(0, Shape.MaximumFields, "a number of fields");
        int rawWords = line.TakeSymbol("+") ? line.Number32(0, Shape.MaximumRawWords, "a number of raw words") : 0;
        bool contained = line.Take("as");
        ObjectKind kind = contained || line.AtEnd ? ObjectKind.Plain : Kind(ref line);
        if (fields < Shape.MinimumFields(kind))
        {
            line.FailAt(start, $"{Shape.MinimumFields(kind)} or more fields for kind {Words.Of(kind)}");
        }

        int finalizer = kind == ObjectKind.Finalizable ? Finalizer(ref line) : -1;
        bool chosen = contained || line.Take("as");
        byte container = chosen ? (byte)line.Number32(0, byte.MaxValue, "the number of a container") : (byte)0;
        return Operation.New(target, new Shape(kind, fields, rawWords, finalizer) { Container = container });
    }

    private static ObjectKind Kind(ref LineScanner line)
    {
        int start = line.Here();
        ReadOnlySpan<char> word = line.Word();
        int kind = Words.Kinds.IndexOf(word.ToString());
        if (kind < 0)
        {
            line.FailAt(start, "a kind of object or end of line" + Words.DidYouMean(word, Words.Kinds));
        }

        return (ObjectKind)Math.Max(0, kind);
    }

    private int Finalizer(ref LineScanner line)
    {
        int column = line.Here() + 1;
        ReadOnlySpan<char> name = line.Name("the name of a finalizer");
        return name.IsEmpty ? -1 : finalizers.Mention(name, line.Number, column);
    }

    /// <summary>An argument <c>null</c> keeps the place of one that is missing.</summary>
    private static Operation Call(ref LineScanner line)
    {
        int locals = Locals(ref line);
        Span<Root> arguments = [Root.None, Root.None, Root.None];
        for (int i = 0; i < arguments.Length && !line.AtEnd; i++)
        {
            arguments[i] = line.Take("null") ? Root.None : line.Root();
        }

        line.End($"; a call takes at most {Limits.Arguments} arguments");
        return Operation.Call(locals, arguments[0], arguments[1], arguments[2]);
    }

    private static Operation Move(ref LineScanner line)
    {
        Root source = line.Root();
        int sourceField = line.DotField();
        line.Symbol("->");
        return Operation.Move(source, sourceField, line.Root(), line.DotField());
    }

    private static Operation Blit(ref LineScanner line)
    {
        Root source = line.Root();
        int sourceField = line.DotField();
        Root target = line.Root();
        int targetField = line.DotField(Limits.BlitField);
        return Operation.Blit(source, sourceField, target, targetField, line.Number32(0, Limits.BlitCount, "a number of fields"));
    }

    private Operation Region(ref LineScanner line)
    {
        ReadOnlySpan<char> name = line.Name("the name of a region");
        return Operation.Region(name.IsEmpty ? 0 : regions.NumberOf(name));
    }

    private static int Locals(ref LineScanner line) => line.Number32(1, Limits.Locals, "a number of locals");

    private static int Generation(ref LineScanner line) => line.Number32(0, Limits.Generation, "a generation");
}
