namespace GcVerify.Mutator;

/// <summary>The objects as some party sees them, enough to expand a compound operation. A handle names an object; 0 is null.</summary>
public interface IObjectGraph
{
    /// <summary>The object in a root.</summary>
    int HandleAt(Root root);

    /// <summary>The shape of an object.</summary>
    Shape ShapeOf(int handle);

    /// <summary>The object that a field refers to.</summary>
    int FieldOf(int handle, int field);

    /// <summary>A raw word of an object.</summary>
    long RawOf(int handle, int index);
}

/// <summary>
/// Turns compound operations into primitive ones over a scratch frame: what traces show, what the oracle follows and what
/// adapters are sent. The one place that says what <c>copy</c> and <c>deepcopy</c> mean.
/// </summary>
public sealed class Expansion
{
    private readonly List<Operation> _operations = [];
    private readonly int[] _sources = new int[Limits.DeepCopyObjects];
    private int _count;

    /// <summary>Expands a compound operation; the result is valid until the next call. Nothing, if it meets null.</summary>
    public ReadOnlySpan<Operation> Expand(in Operation operation, IObjectGraph graph)
    {
        _operations.Clear();
        int source = graph.HandleAt(operation.RootAt(1));
        if (source != 0)
        {
            if (operation.Kind == OperationKind.Copy)
            {
                ExpandCopy(operation, source, graph);
            }
            else
            {
                ExpandDeepCopy(operation, source, graph);
            }
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_operations);
    }

    private void ExpandCopy(in Operation operation, int source, IObjectGraph graph)
    {
        Root original = Root.Local(0), copy = Root.Local(1), child = Root.Local(2);
        Shape shape = graph.ShapeOf(source);
        _operations.Add(Operation.ScratchCall(3, operation.RootAt(1)));
        _operations.Add(Operation.New(copy, shape));
        CopyRawWords(copy, source, shape, graph);
        for (int field = 0; field < shape.Fields; field++)
        {
            ShareField(original, copy, child, field, source, graph);
        }

        _operations.Add(Operation.Return(operation.RootAt(0), copy));
    }

    private void ExpandDeepCopy(in Operation operation, int source, IObjectGraph graph)
    {
        _count = 0;
        _sources[_count++] = source;
        _operations.Add(default);
        LoadSources(graph);
        Root child = Root.Local(2 * _count);
        _operations[0] = Operation.ScratchCall((2 * _count) + 1, operation.RootAt(1));
        for (int i = 0; i < _count; i++)
        {
            _operations.Add(Operation.New(Root.Local(_count + i), graph.ShapeOf(_sources[i])));
            CopyRawWords(Root.Local(_count + i), _sources[i], graph.ShapeOf(_sources[i]), graph);
        }

        for (int i = 0; i < _count; i++)
        {
            LinkCopy(i, child, graph);
        }

        _operations.Add(Operation.Return(operation.RootAt(0), Root.Local(_count)));
    }

    /// <summary>Breadth first over strong fields; immortal objects are shared, as Python shares its constants.</summary>
    private void LoadSources(IObjectGraph graph)
    {
        for (int i = 0; i < _count; i++)
        {
            Shape shape = graph.ShapeOf(_sources[i]);
            for (int field = 0; field < shape.Fields && _count < _sources.Length; field++)
            {
                int target = shape.IsWeakField(field) ? 0 : graph.FieldOf(_sources[i], field);
                if (target != 0 && IndexOf(target) < 0 && graph.ShapeOf(target).Kind != ObjectKind.Immortal)
                {
                    _operations.Add(Operation.Load(Root.Local(_count), Root.Local(i), field));
                    _sources[_count++] = target;
                }
            }
        }
    }

    private void LinkCopy(int i, Root child, IObjectGraph graph)
    {
        Shape shape = graph.ShapeOf(_sources[i]);
        for (int field = 0; field < shape.Fields; field++)
        {
            int target = graph.FieldOf(_sources[i], field);
            int index = shape.IsWeakField(field) ? -1 : IndexOf(target);
            if (index >= 0)
            {
                _operations.Add(Operation.Store(Root.Local(_count + i), field, Root.Local(_count + index)));
            }
            else
            {
                ShareField(Root.Local(i), Root.Local(_count + i), child, field, _sources[i], graph);
            }
        }
    }

    private void ShareField(Root original, Root copy, Root child, int field, int source, IObjectGraph graph)
    {
        if (graph.FieldOf(source, field) != 0)
        {
            _operations.Add(Operation.Load(child, original, field));
            _operations.Add(Operation.Store(copy, field, child));
        }
    }

    private void CopyRawWords(Root copy, int source, Shape shape, IObjectGraph graph)
    {
        for (int index = 0; index < shape.RawWords; index++)
        {
            _operations.Add(Operation.StoreRaw(copy, index, graph.RawOf(source, index)));
        }
    }

    private int IndexOf(int handle) => _sources.AsSpan(0, _count).IndexOf(handle);
}
