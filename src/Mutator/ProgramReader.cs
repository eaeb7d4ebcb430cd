namespace GcVerify.Mutator;

/// <summary>Reads one text line by line: header lines, finalizers and, through <see cref="OperationParser"/>, operations.</summary>
internal sealed class ProgramReader
{
    private readonly ErrorList _errors;
    private readonly int _mostOperations;
    private readonly NameTable _regions = new();
    private readonly FinalizerTable _finalizers = new();
    private readonly OperationParser _operations;
    private readonly ProgramBuffer _main = new();
    private HeaderLine _locals;
    private HeaderLine _globals;
    private HeaderLine _heap;
    private OpenFinalizer? _open;
    private int _count;

    /// <summary>A reader for one text; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public ProgramReader(ErrorList errors, int mostOperations)
    {
        _errors = errors;
        _mostOperations = mostOperations;
        _operations = new OperationParser(_regions, _finalizers);
    }

    /// <summary>A header line that was seen; its line is 0 as long as it was not.</summary>
    private record struct HeaderLine(int Value, int Line);

    /// <summary>A finalizer whose end has not been seen. Without a name it is in error and will be dropped.</summary>
    private sealed record OpenFinalizer(string Name, int Locals, int Line, ProgramBuffer Body);

    /// <summary>The program, or null if there are errors.</summary>
    public MutatorProgram? Read(ReadOnlySpan<char> text)
    {
        int number = 0;
        int end;
        while ((end = text.IndexOf('\n')) >= 0 && _count <= _mostOperations)
        {
            ReadLine(text[..end].TrimEnd('\r'), ++number);
            text = text[(end + 1)..];
        }

        if (_count <= _mostOperations)
        {
            ReadLine(text, ++number);
            CloseAtEndOfFile(number, text.Length + 1);
        }

        return _errors.Count > 0 ? null : Finish();
    }

    private void ReadLine(ReadOnlySpan<char> text, int number)
    {
        var line = new LineScanner(text, number);
        if (line.AtEnd)
        {
            return;
        }

        switch (line.PeekWord())
        {
            case "locals": Header(ref line, ref _locals, 1, Limits.Locals, "a number of locals"); break;
            case "globals": Header(ref line, ref _globals, 0, Limits.Globals, "a number of globals"); break;
            case "heap": Header(ref line, ref _heap, 0, Limits.HeapWords, "a number of words"); break;
            case "finalizer": Open(ref line); break;
            case "end": Close(ref line); break;
            default: Add(ref line); break;
        }

        if (line.Failed)
        {
            _errors.Add(line);
        }
    }

    private void Header(ref LineScanner line, ref HeaderLine header, int least, int most, string what)
    {
        int start = line.Here();
        ReadOnlySpan<char> word = line.Word();
        if (_open is not null)
        {
            line.FailAt(start, $"an operation or 'end'; '{word}' is of the whole program");
        }
        else if (_main.Count > 0)
        {
            line.FailAt(start, $"an operation; '{word}' stands before the first operation");
        }
        else if (header.Line > 0)
        {
            line.FailAt(start, $"an operation; '{word}' is given in line {header.Line} already");
        }

        int value = line.Number32(least, most, what);
        line.End();
        header = line.Failed ? header : new HeaderLine(value, line.Number);
    }

    private void Open(ref LineScanner line)
    {
        int start = line.Here();
        line.Word();
        if (_open is not null)
        {
            line.FailAt(start, $"an operation or 'end' of the finalizer in line {_open.Line}");
            Close();
        }

        if (_finalizers.Count == Limits.Finalizers)
        {
            line.FailAt(start, $"at most {Limits.Finalizers} finalizers");
        }

        int nameAt = line.Here();
        ReadOnlySpan<char> name = line.Name("a name");
        if (_finalizers.LineOf(name) is int first and > 0)
        {
            line.FailAt(nameAt, $"another name; there is a finalizer '{name}' in line {first}");
            name = default;
        }

        int locals = line.AtEnd ? 0 : line.Number32(1, Limits.Locals, "a number of locals");
        line.End();
        _open = new OpenFinalizer(name.ToString(), locals, line.Number, new ProgramBuffer());
    }

    private void Close(ref LineScanner line)
    {
        int start = line.Here();
        line.Word();
        if (_open is null)
        {
            line.FailAt(start, "an operation; no finalizer is open here");
        }

        line.End();
        Close();
    }

    private void Close()
    {
        if (_open is { Name.Length: > 0 } finalizer)
        {
            int locals = finalizer.Locals > 0 ? finalizer.Locals : DerivedHeader.Locals(finalizer.Body.Operations);
            _finalizers.Define(new FinalizerBody(finalizer.Name, locals, [.. finalizer.Body.Operations]), finalizer.Line);
        }

        _open = null;
    }

    private void CloseAtEndOfFile(int line, int column)
    {
        if (_open is not null)
        {
            _errors.Add(line, column, "end of file", $"'end' of the finalizer in line {_open.Line}");
            Close();
        }

        foreach (ProgramError error in _finalizers.Missing(_errors.File))
        {
            _errors.Add(error);
        }
    }

    private void Add(ref LineScanner line)
    {
        int start = line.Here();
        Operation operation = _operations.Parse(ref line);
        if (++_count > _mostOperations)
        {
            line.FailAt(start, $"end of file; a program has at most {_mostOperations} operations");
        }
        else
        {
            (_open?.Body ?? _main).Add(operation);
        }
    }

    private MutatorProgram Finish()
    {
        _finalizers.Resolve(_main.Operations);
        _main.Finalizers = _finalizers.ResolvedBodies();
        _main.Regions = _regions.Names;
        _main.HeapWords = _heap.Value;
        _main.Locals = _locals.Line > 0 ? _locals.Value : DerivedHeader.Locals(_main.Operations);
        _main.Globals = _globals.Line > 0 ? _globals.Value : DerivedHeader.Globals(_main.View());
        return _main.ToProgram();
    }
}
