using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>
/// Writes down what an observer is told and passes it on. What it kept of one run is dropped when the next begins. Moves are noticed
/// in walks,
/// so a run is to be observed densely for them to stand beside the operation that caused them.
/// </summary>
public sealed partial class TraceRecorder(IObserver inner) : IObserver
{
    private const string OnNull = "meets null: nothing to copy";

    private readonly List<DraftLine> _lines = [];
    private readonly List<ImmutableArray<Birth>.Builder?> _births = [];
    private readonly List<KnownObject> _objects = [];
    private MutatorProgram _program = Trace.Empty.Program;
    private Promises _promises = new() { UsableWords = 0 };
    private int _next;
    private int _finalizerDepth;
    private Tally _inUse;
    private Shape _allocating;

    /// <inheritdoc/>
    public bool Stopped => inner.Stopped;

    /// <summary>A line to which events are still added.</summary>
    private sealed record DraftLine(TraceLineKind Kind, int OperationIndex, int Depth, string Text)
    {
        public List<string> Events { get; } = [];

        /// <summary>Objects whose release is the last event: it is written as one, however many there are.</summary>
        public List<int> Freed { get; } = [];
    }

    private record struct KnownObject(int Words, int Location, int Generation);

    /// <summary>What was written down of the last run; the program is copied, so it may change afterwards.</summary>
    public Trace ToTrace()
    {
        foreach (DraftLine line in _lines)
        {
            WriteFreed(line);
        }

        MutatorProgram program = _program.WithBody(_program.Body.ToArray());
        ImmutableArray<Birth>[] births = new ImmutableArray<Birth>[program.Body.Length];
        for (int i = 0; i < births.Length; i++)
        {
            births[i] = i < _births.Count && _births[i] is { } some ? some.ToImmutable() : [];
        }

        return new Trace(
            program,
            [.. _lines.Select(line => new TraceLine(line.Kind, line.OperationIndex, line.Depth, line.Text, [.. line.Events]))],
            ImmutableCollectionsMarshal.AsImmutableArray(births));
    }

    /// <inheritdoc/>
    public void Started(MutatorProgram program, Promises promises)
    {
        ArgumentNullException.ThrowIfNull(program);
        _program = program;
        _promises = promises;
        _lines.Clear();
        _births.Clear();
        _objects.Clear();
        _objects.Add(default);
        _next = 0;
        _finalizerDepth = 0;
        _inUse = default;
        inner.Started(program, promises);
    }

    /// <inheritdoc/>
    public void Executing(int index, in Operation primitive)
    {
        _allocating = primitive.Kind == OperationKind.New ? primitive.Shape : default;
        if (_finalizerDepth > 0)
        {
            AddLine(TraceLineKind.Inner, _lines[^1].OperationIndex, _finalizerDepth, Print(primitive));
        }
        else if (index >= _program.Body.Length)
        {
            AddSkipped(_program.Body.Length);
            AddLine(TraceLineKind.Epilogue, index, 0, Print(primitive));
        }
        else
        {
            AddSkipped(index);
            AddOperation(index, primitive);
        }

        inner.Executing(index, primitive);
    }

    /// <inheritdoc/>
    public void Finished()
    {
        inner.Finished();
        if (!inner.Stopped)
        {
            AddSkipped(_program.Body.Length);
        }
    }

    private void AddOperation(int index, in Operation primitive)
    {
        bool compound = _program.Body[index].IsCompound;
        if (index >= _next)
        {
            _next = index + 1;
            AddLine(TraceLineKind.Operation, index, 0, Print(_program.Body[index]));
        }

        if (compound)
        {
            AddLine(TraceLineKind.Inner, index, 1, Print(primitive));
        }
    }

    /// <summary>A compound operation that meets null is expanded into nothing, and so is not heard of.</summary>
    private void AddSkipped(int before)
    {
        for (; _next < before; _next++)
        {
            AddLine(TraceLineKind.Operation, _next, 0, Print(_program.Body[_next]));
            Add(OnNull);
        }
    }

    private void AddLine(TraceLineKind kind, int index, int depth, string text) => _lines.Add(new DraftLine(kind, index, depth, text));

    private string Print(in Operation operation) => ProgramPrinter.Print(operation, _program.Regions, _program.Finalizers);

    /// <summary>Adds an event to the operation that is being executed.</summary>
    private void Add(string what)
    {
        if (_lines.Count == 0)
        {
            // Only a collector that speaks before the first operation gets here.
            AddLine(TraceLineKind.Inner, 0, 0, "(before the first operation)");
        }

        WriteFreed(_lines[^1]);
        _lines[^1].Events.Add(what);
    }

    private static void WriteFreed(DraftLine line)
    {
        if (line.Freed.Count > 0)
        {
            line.Events.Add(Names.List(line.Freed) + " freed");
            line.Freed.Clear();
        }
    }
}
