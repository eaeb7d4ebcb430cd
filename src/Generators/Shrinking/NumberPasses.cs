using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>Passes over the numbers in operations: field indices, budgets, thresholds, raw values, frame and heap sizes.</summary>
internal static class NumberPasses
{
    /// <summary>Each number by itself, as low as it goes.</summary>
    public static bool LowerNumbers(ShrinkSearch search)
    {
        bool helped = LowerHeap(search);
        for (int i = 0; i < search.Operations.Count && !search.IsOver; i++)
        {
            bool again = true;
            while (again && !search.IsOver)
            {
                again = Variants(search.Operations[i]).Any(variant => TryAt(search, i, variant));
                helped |= again;
            }
        }

        return helped;
    }

    /// <summary>Lower numbers, the boldest first.</summary>
    public static IEnumerable<int> Lower(int value)
    {
        if (value <= 0)
        {
            yield break;
        }

        yield return 0;
        for (int step = value / 2; step >= 1; step /= 2)
        {
            yield return value - step;
        }
    }

    private static bool TryAt(ShrinkSearch search, int index, Operation operation)
    {
        List<Operation> candidate = [.. search.Operations];
        candidate[index] = operation;
        return search.Try(candidate);
    }

    private static bool LowerHeap(ShrinkSearch search)
    {
        bool helped = false, again = search.Best.HeapWords > 0;
        while (again && !search.IsOver)
        {
            again = Lower(search.Best.HeapWords).Any(words => search.Try([.. search.Operations], words));
            helped |= again;
        }

        return helped;
    }

    private static IEnumerable<Operation> Variants(Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Load:
                return Lower(operation.C).Select(field => Operation.Load(operation.RootAt(0), operation.RootAt(1), field));
            case OperationKind.Store:
                return Lower(operation.B).Select(field => Operation.Store(operation.RootAt(0), field, operation.RootAt(2)));
            case OperationKind.StoreNull:
                return Lower(operation.B).Select(field => Operation.StoreNull(operation.RootAt(0), field));
            case OperationKind.StoreRaw:
                return RawVariants(operation);
            case OperationKind.Move:
                return Lower(operation.B).Select(field => Operation.Move(operation.RootAt(0), field, operation.RootAt(2), operation.D))
                    .Concat(Lower(operation.D).Select(field => Operation.Move(operation.RootAt(0), operation.B, operation.RootAt(2), field)));
            case OperationKind.Blit:
                return BlitVariants(operation);
            case OperationKind.Step:
                return Lower(operation.A).Where(budget => budget > 0).Select(Operation.Step);
            case OperationKind.Threshold:
                return Lower(operation.B).Select(value => Operation.Threshold(operation.A, value));
            case OperationKind.Call:
                return Lower(operation.A).Where(locals => locals > 0)
                    .Select(locals => Operation.Call(locals, operation.RootAt(1), operation.RootAt(2), operation.RootAt(3)));
            case OperationKind.Collect when operation.A != Operation.Full:
                return Lower(operation.A).Prepend(Operation.Full).Select(Operation.Collect);
            default:
                return [];
        }
    }

    private static IEnumerable<Operation> RawVariants(Operation operation)
    {
        foreach (int index in Lower(operation.B))
        {
            yield return Operation.StoreRaw(operation.RootAt(0), index, operation.RawValue);
        }

        long value = operation.RawValue;
        if (value is > 0 and <= int.MaxValue)
        {
            foreach (int lower in Lower((int)value))
            {
                yield return Operation.StoreRaw(operation.RootAt(0), operation.B, lower);
            }
        }
        else if (value != 0)
        {
            yield return Operation.StoreRaw(operation.RootAt(0), operation.B, 0);
            yield return Operation.StoreRaw(operation.RootAt(0), operation.B, 1);
        }
    }

    private static IEnumerable<Operation> BlitVariants(Operation operation)
    {
        Root source = operation.RootAt(0), target = operation.RootAt(2);
        foreach (int field in Lower(operation.B))
        {
            yield return Operation.Blit(source, field, target, operation.BlitField, operation.BlitCount);
        }

        foreach (int field in Lower(operation.BlitField))
        {
            yield return Operation.Blit(source, operation.B, target, field, operation.BlitCount);
        }

        foreach (int count in Lower(operation.BlitCount))
        {
            yield return Operation.Blit(source, operation.B, target, operation.BlitField, count);
        }
    }
}
