using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes that put a simpler operation in the place of another.</summary>
internal static class ReplacementPasses
{
    /// <summary>One operation at a time: compound ones by what they are made of, allocations by references to what is there, anything by a collection.</summary>
    public static bool ReplaceOperations(ShrinkSearch search)
    {
        bool helped = false;
        for (int i = 0; i < search.Operations.Count && !search.IsOver; i++)
        {
            foreach (Operation simpler in Simpler(search.Operations, i))
            {
                List<Operation> candidate = [.. search.Operations];
                candidate[i] = simpler;
                if (search.Try(candidate))
                {
                    helped = true;
                    break;
                }
            }
        }

        return helped;
    }

    /// <summary>Weak references and ephemerons become plain objects that are allocated and filled: all at once, since the last of them counts most, then one at a time.</summary>
    public static bool WriteOutWeakReferences(ShrinkSearch search)
    {
        bool helped = search.Try([.. search.Operations.SelectMany(WrittenOut)]);
        for (int i = search.Operations.Count - 1; i >= 0 && !search.IsOver; i--)
        {
            if (i < search.Operations.Count && search.Operations[i].Kind is OperationKind.Weak or OperationKind.Ephemeron)
            {
                helped |= TryWrittenOut(search, i);
            }
        }

        return helped;
    }

    private static Operation[] WrittenOut(Operation operation) =>
        operation.Kind is OperationKind.Weak or OperationKind.Ephemeron && operation.RootAt(0) != operation.RootAt(1)
            ? [Operation.New(operation.RootAt(0), Shape.Plain(1)), Operation.Store(operation.RootAt(0), 0, operation.RootAt(1))]
            : [operation];

    private static bool TryWrittenOut(ShrinkSearch search, int index)
    {
        Operation operation = search.Operations[index];
        Root target = operation.RootAt(0), referent = operation.RootAt(1);
        var fresh = Root.Local(1 + Roots(search.Operations).Where(root => !root.IsGlobal).Select(root => root.Index).DefaultIfEmpty(-1).Max());
        bool same = target == referent;
        Root holder = same ? fresh : target;
        List<Operation> written = [Operation.New(holder, Shape.Plain(1)), Operation.Store(holder, 0, referent)];
        return same
            ? search.Try(With(search, index, [.. written, Operation.Clear(target)])) || search.Try(With(search, index, [.. written, Operation.Assign(target, fresh)]))
            : search.Try(With(search, index, written));
    }

    private static List<Operation> With(ShrinkSearch search, int index, List<Operation> instead) =>
        [.. search.Operations.Take(index), .. instead, .. search.Operations.Skip(index + 1)];

    /// <summary>What could stand for an operation, the simplest first.</summary>
    public static List<Operation> Simpler(List<Operation> operations, int index)
    {
        Operation operation = operations[index];
        var simpler = new List<Operation>();
        Root target = operation.RootAt(0), second = operation.RootAt(1), third = operation.RootAt(2);
        switch (operation.Kind)
        {
            case OperationKind.New:
                simpler.Add(Operation.Clear(target));
                simpler.AddRange(Roots(operations).Select(root => Operation.Assign(target, root)));
                simpler.AddRange(Filled(operations, operation));
                break;
            case OperationKind.Assign:
                simpler.Add(Operation.Clear(target));
                break;
            case OperationKind.Copy or OperationKind.DeepCopy:
                simpler.Add(Operation.Assign(target, second));
                simpler.AddRange(Shapes(operations).Select(shape => Operation.New(target, shape)));
                simpler.Add(Operation.Copy(target, second));
                break;
            case OperationKind.Load or OperationKind.Deref:
                simpler.Add(Operation.Clear(target));
                simpler.AddRange(Roots(operations).Select(root => Operation.Assign(target, root)));
                break;
            case OperationKind.Store:
                simpler.Add(Operation.Clear(target));
                simpler.Add(Operation.StoreNull(target, operation.B));
                simpler.Add(Operation.Assign(target, third));
                break;
            case OperationKind.Move:
                simpler.Add(Operation.Assign(third, target));
                simpler.Add(Operation.StoreNull(target, operation.B));
                simpler.Add(Operation.Store(third, operation.D, target));
                simpler.Add(Operation.Load(third, target, operation.B));
                break;
            case OperationKind.Blit:
                simpler.Add(Operation.Store(third, operation.BlitField, target));
                simpler.Add(Operation.Load(third, target, operation.B));
                simpler.Add(Operation.Move(target, operation.B, third, operation.BlitField));
                break;
            case OperationKind.Weak or OperationKind.Ephemeron:
                simpler.Add(Operation.Assign(target, second));
                simpler.Add(Operation.New(target, Shape.Plain(1)));
                simpler.Add(Operation.Weak(target, second));
                break;
            case OperationKind.Return when operation.PassesResult:
                simpler.Add(Operation.Return(Root.None, Root.None));
                break;
            default:
                break;
        }

        if (operation.Kind is not (OperationKind.Collect or OperationKind.Clear or OperationKind.Region))
        {
            simpler.Add(Operation.Collect());
            simpler.Add(Operation.Collect(0));
        }

        if (operation.Kind != OperationKind.Finalize && operations.Exists(o => o.Kind == OperationKind.New && o.Shape.Kind == ObjectKind.Finalizable))
        {
            simpler.Add(Operation.Finalize());
        }

        return simpler;
    }

    /// <summary>The roots that a program names, each once, in the order of first use.</summary>
    public static List<Root> Roots(List<Operation> operations)
    {
        var roots = new List<Root>();
        foreach (Operation operation in operations)
        {
            int mask = Operation.RootMask(operation.Kind);
            for (int position = 0; mask >> position != 0; position++)
            {
                Root root = operation.RootAt(position);
                if ((mask & (1 << position)) != 0 && !root.IsNone && !roots.Contains(root))
                {
                    roots.Add(root);
                }
            }
        }

        return roots;
    }

    /// <summary>In the place of an allocation that a store has to fill: the operation that does both.</summary>
    private static IEnumerable<Operation> Filled(List<Operation> operations, Operation allocation)
    {
        List<Root> roots = Roots(operations);
        Root target = allocation.RootAt(0);
        return allocation.Shape.Kind switch
        {
            ObjectKind.Weak => roots.Select(root => Operation.Weak(target, root)),
            ObjectKind.Ephemeron => roots.SelectMany(_ => roots, (key, value) => Operation.Ephemeron(target, key, value)),
            _ => [],
        };
    }

    private static List<Shape> Shapes(List<Operation> operations) =>
        [.. operations.Where(o => o.Kind == OperationKind.New).Select(o => o.Shape).Distinct()];
}
