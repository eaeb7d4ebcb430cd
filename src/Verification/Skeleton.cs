using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>
/// What is left of a program when all that is a matter of degree is left out: which operations it has and which of their operands are the
/// same root.
/// Sizes, field and word indices, values, budgets and names of roots do not count.
/// </summary>
/// <param name="Text">The operations, roots numbered as they are met: equal if and only if the skeletons are.</param>
/// <param name="Kinds">What the program is made of, as a set: what its operations do, however often and in whatever order.</param>
internal readonly record struct Skeleton(string Text, ulong Kinds)
{
    // Bits after those of the operations themselves.
    private const int MinorCollection = 40;
    private const int FirstObjectKind = 48;

    /// <summary>The skeleton of a program.</summary>
    public static Skeleton Of(MutatorProgram program)
    {
        var text = new StringBuilder();
        var names = new Dictionary<(int Depth, int Slot), int>();
        ulong kinds = 0;
        int depth = 0;
        foreach (ref readonly Operation operation in program.Body)
        {
            if (operation.Kind == OperationKind.Region)
            {
                continue;
            }

            kinds |= KindsOf(operation);
            text.Append(operation.Kind).Append(Variant(operation));
            AppendOperands(text, operation, program, names, depth);
            text.Append('\n');
            depth += operation.Kind switch
            {
                OperationKind.Call or OperationKind.ScratchCall => 1,
                OperationKind.Return when depth > 0 => -1,
                _ => 0,
            };
        }

        return new Skeleton(text.ToString(), kinds);
    }

    /// <summary>Whether everything that the other is made of is in this one too.</summary>
    public bool HasAllOf(Skeleton other) => (Kinds & other.Kinds) == other.Kinds;

    /// <summary>Roots by the order in which they are first named.</summary>
    private static void AppendOperands(
        StringBuilder text, in Operation operation, MutatorProgram program, Dictionary<(int Depth, int Slot), int> names, int depth)
    {
        for (int position = 0; position < 4; position++)
        {
            if ((Operation.RootMask(operation.Kind) & (1 << position)) == 0)
            {
                continue;
            }

            Root root = operation.RootAt(position);
            bool callers = operation.Kind == OperationKind.Return && position == 0 && depth > 0;
            (int Depth, int Slot) slot = SlotOf(root, program, callers ? depth - 1 : depth);
            if (!root.IsNone && !names.ContainsKey(slot))
            {
                names.Add(slot, names.Count);
            }

            text.Append(CultureInfo.InvariantCulture, $" {(root.IsNone ? "-" : names[slot])}");
        }
    }

    /// <summary>Operands beyond the frame wrap around; of inner frames the size is not followed.</summary>
    private static (int Depth, int Slot) SlotOf(Root root, MutatorProgram program, int depth)
    {
        if (root.IsGlobal)
        {
            return (-1, program.Globals == 0 ? 0 : root.Index % program.Globals);
        }

        return (depth, depth == 0 && !root.IsNone ? root.Index % program.Locals : root.Index);
    }

    /// <summary>What makes one kind of operation several.</summary>
    private static string Variant(in Operation operation) => operation.Kind switch
    {
        OperationKind.New when operation.Shape.Kind != ObjectKind.Plain => " " + operation.Shape.Kind,
        OperationKind.Collect when operation.A != Operation.Full => " minor",
        _ => "",
    };

    /// <summary>
    /// An operation that does the work of several is all of them. A reference in a root is lost in so many ways that none of them tells
    /// anything.
    /// </summary>
    private static ulong KindsOf(in Operation operation) => operation.Kind switch
    {
        OperationKind.Clear => 0,
        OperationKind.New when operation.Shape.Kind != ObjectKind.Plain =>
            Bit(OperationKind.New) | (1UL << (FirstObjectKind + (int)operation.Shape.Kind)),
        OperationKind.Collect => operation.A == Operation.Full ? Bit(OperationKind.Collect) : 1UL << MinorCollection,
        OperationKind.Call or OperationKind.ScratchCall or OperationKind.Return => Bit(operation.Kind) | Bit(OperationKind.Assign),
        OperationKind.Move => Bit(operation.Kind) | Bit(OperationKind.Load) | Bit(OperationKind.Store) | Bit(OperationKind.StoreNull),
        OperationKind.Blit => Bit(operation.Kind) | Bit(OperationKind.Load) | Bit(OperationKind.Store),
        OperationKind.Copy or OperationKind.DeepCopy => Bit(operation.Kind) | Bit(OperationKind.New) | Bit(OperationKind.Store)
            | Bit(OperationKind.StoreRaw) | Bit(OperationKind.Load) | Bit(OperationKind.Assign),
        _ => Bit(operation.Kind),
    };

    private static ulong Bit(OperationKind kind) => 1UL << (int)kind;
}
