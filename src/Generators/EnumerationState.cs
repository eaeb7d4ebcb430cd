using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// The roots and objects that a tiny program leads to: exact, but for weak references, which are never cleared here. So what is null
/// here is null in every run.
/// </summary>
internal sealed class EnumerationState(int roots, int objects, int mostFields)
{
    // Objects are numbered from 1; field f of object n is at (n - 1) * mostFields + f.
    private readonly int[] _roots = new int[roots];
    private readonly int[] _fields = new int[objects * mostFields];
    private readonly int[] _fieldCounts = new int[objects];
    private readonly ObjectKind[] _kinds = new ObjectKind[objects];
    private int _objects;

    /// <summary>Roots that operations so far have named: always the first ones.</summary>
    public int UsedRoots { get; private set; }

    /// <summary>Whether a canonical program can go on with <paramref name="operation"/>.</summary>
    public bool Permits(in Operation operation) => TakesRootsInOrder(operation) && DoesSomething(operation);

    /// <summary>Becomes what <paramref name="operation"/> makes of <paramref name="before"/>.</summary>
    public void Become(EnumerationState before, in Operation operation)
    {
        before._roots.CopyTo(_roots, 0);
        before._fields.AsSpan(0, before._objects * mostFields).CopyTo(_fields);
        before._fieldCounts.AsSpan(0, before._objects).CopyTo(_fieldCounts);
        before._kinds.AsSpan(0, before._objects).CopyTo(_kinds);
        _objects = before._objects;
        UsedRoots = before.UsedAfter(operation);
        Apply(operation);
    }

    private bool TakesRootsInOrder(in Operation operation)
    {
        int used = UsedRoots;
        int mask = Operation.RootMask(operation.Kind);
        for (int position = 0; mask >> position != 0; position++)
        {
            if ((mask >> position & 1) != 0)
            {
                int root = operation.RootAt(position).Index;
                if (root > used)
                {
                    return false;
                }

                used = Math.Max(used, root + 1);
            }
        }

        return true;
    }

    /// <summary>Whether <paramref name="operation"/> can have an effect here.</summary>
    public bool DoesSomething(in Operation operation) => operation.Kind switch
    {
        OperationKind.Clear => _roots[operation.A] != 0,
        OperationKind.Assign => _roots[operation.B] != 0,
        OperationKind.Load => Field(operation.B, operation.C) > 0,
        OperationKind.StoreNull => Field(operation.A, operation.B) > 0,
        OperationKind.Store => Field(operation.A, operation.B) >= 0 && _roots[operation.C] != 0,
        OperationKind.Weak or OperationKind.Ephemeron => _roots[operation.B] != 0,
        OperationKind.Deref => Referent(operation.B) > 0,
        OperationKind.Move => Field(operation.A, operation.B) > 0 && Field(operation.C, operation.D) >= 0,
        _ => true,
    };

    /// <summary>What a field of the object in a root refers to, 0 for null, -1 if there is no such field.</summary>
    private int Field(int root, int field)
    {
        int holder = _roots[root];
        return holder == 0 || field >= _fieldCounts[holder - 1] ? -1 : _fields[SlotOf(root, field)];
    }

    /// <summary>What <c>deref</c> yields of the object in a root, 0 for null or where it does nothing.</summary>
    private int Referent(int root)
    {
        int holder = _roots[root];
        return holder == 0 ? 0 : _kinds[holder - 1] switch
        {
            ObjectKind.Weak => _fields[SlotOf(root, 0)],
            ObjectKind.Ephemeron => _fields[SlotOf(root, 1)],
            _ => 0,
        };
    }

    private int SlotOf(int root, int field) => ((_roots[root] - 1) * mostFields) + field;

    private int UsedAfter(in Operation operation)
    {
        int used = UsedRoots;
        int mask = Operation.RootMask(operation.Kind);
        for (int position = 0; mask >> position != 0; position++)
        {
            used = (mask >> position & 1) != 0 ? Math.Max(used, operation.RootAt(position).Index + 1) : used;
        }

        return used;
    }

    private void Apply(in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.New: _roots[operation.A] = Allocate(operation.Shape); break;
            case OperationKind.Weak: Refer(operation.A, Allocate(Shape.WeakReference), _roots[operation.B], 0); break;
            case OperationKind.Ephemeron: Refer(operation.A, Allocate(Shape.KeyAndValue), _roots[operation.B], _roots[operation.C]); break;
            case OperationKind.Deref: _roots[operation.A] = Referent(operation.B); break;
            case OperationKind.Clear: _roots[operation.A] = 0; break;
            case OperationKind.Assign: _roots[operation.A] = _roots[operation.B]; break;
            case OperationKind.Load: _roots[operation.A] = _fields[SlotOf(operation.B, operation.C)]; break;
            case OperationKind.StoreNull: _fields[SlotOf(operation.A, operation.B)] = 0; break;
            case OperationKind.Store: _fields[SlotOf(operation.A, operation.B)] = _roots[operation.C]; break;
            case OperationKind.Move: Move(SlotOf(operation.A, operation.B), SlotOf(operation.C, operation.D)); break;
            default: break;
        }
    }

    private void Refer(int target, int holder, int first, int second)
    {
        _roots[target] = holder;
        _fields[SlotOf(target, 0)] = first;
        if (second != 0)
        {
            _fields[SlotOf(target, 1)] = second;
        }
    }

    private int Allocate(Shape shape)
    {
        _fieldCounts[_objects] = shape.Fields;
        _kinds[_objects] = shape.Kind;
        _fields.AsSpan(_objects * mostFields, mostFields).Clear();
        return ++_objects;
    }

    /// <summary>Store, then clear the source: onto itself, a move leaves null.</summary>
    private void Move(int source, int target)
    {
        _fields[target] = _fields[source];
        _fields[source] = 0;
    }
}
