using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

/// <summary>
/// Makes programs that use every kind of operation, operands at the ends of their ranges, finalizers, regions and header
/// lines. The same seed makes the same program. It shares nothing with the generators, which tests of the text need not trust.
/// </summary>
internal sealed class ProgramMaker(uint seed)
{
    private static readonly Root None = GcVerify.Mutator.Root.None;
    private readonly List<string> _regions = [];
    private uint _state = unchecked(seed * 2654435761u) | 1;

    public MutatorProgram Make()
    {
        int finalizers = Below(4);
        var bodies = ImmutableArray.CreateBuilder<FinalizerBody>();
        for (int i = 0; i < finalizers; i++)
        {
            Operation[] body = Body(Below(8), finalizers);
            bodies.Add(new FinalizerBody("f-" + i, Likely() ? DerivedHeader.Locals(body) : 1 + Below(Limits.Locals), [.. body]));
        }

        Operation[] main = Body(Below(40), finalizers);
        int heap = Likely() ? 0 : Below(Limits.HeapWords + 1);
        var bare = new MutatorProgram(DerivedHeader.Locals(main), 0, main, bodies.ToImmutable(), [.. _regions], heap);
        int locals = Likely() ? bare.Locals : 1 + Below(Limits.Locals);
        int globals = Likely() ? DerivedHeader.Globals(bare) : Below(Limits.Globals + 1);
        return new MutatorProgram(locals, globals, main, bare.Finalizers, bare.Regions, heap);
    }

    private Operation[] Body(int length, int finalizers)
    {
        var body = new Operation[length];
        for (int i = 0; i < length; i++)
        {
            body[i] = Make((OperationKind)Below(Enum.GetValues<OperationKind>().Length), finalizers);
        }

        return body;
    }

    private Operation Make(OperationKind kind, int finalizers) => kind switch
    {
        OperationKind.New => Operation.New(Root(), Shape(finalizers)),
        OperationKind.Assign => Operation.Assign(Root(), Root()),
        OperationKind.Clear => Operation.Clear(Root()),
        OperationKind.Load => Operation.Load(Root(), Root(), Field()),
        OperationKind.Store => Operation.Store(Root(), Field(), Root()),
        OperationKind.StoreNull => Operation.StoreNull(Root(), Field()),
        OperationKind.StoreRaw => Operation.StoreRaw(Root(), Edge(GcVerify.Mutator.Shape.MaximumRawWords), Value()),
        OperationKind.Move => Operation.Move(Root(), Field(), Root(), Field()),
        OperationKind.Blit => Operation.Blit(Root(), Field(), Root(), Edge(Limits.BlitField), Edge(Limits.BlitCount)),
        OperationKind.Copy => Operation.Copy(Root(), Root()),
        OperationKind.DeepCopy => Operation.DeepCopy(Root(), Root()),
        OperationKind.Call => Operation.Call(1 + Edge(Limits.Locals - 1), Argument(), Argument(), Argument()),
        OperationKind.ScratchCall => Operation.ScratchCall(1 + Edge(Limits.Locals - 1), Root()),
        OperationKind.Return => Likely() ? Operation.Return(Root(), Root()) : Operation.Return(None, None),
        OperationKind.Weak => Operation.Weak(Root(), Root()),
        OperationKind.Deref => Operation.Deref(Root(), Root()),
        OperationKind.Ephemeron => Operation.Ephemeron(Root(), Root(), Root()),
        OperationKind.Collect => Operation.Collect(Below(Limits.Generation + 2) - 1),
        OperationKind.Step => Operation.Step(1 + Edge(Limits.Budget - 1)),
        OperationKind.Finalize => Operation.Finalize(),
        OperationKind.Enable => Operation.Enable(),
        OperationKind.Disable => Operation.Disable(),
        OperationKind.Threshold => Operation.Threshold(Below(Limits.Generation + 1), Edge(Limits.Threshold)),
        OperationKind.Pin => Operation.Pin(Root()),
        OperationKind.Unpin => Operation.Unpin(Root()),
        OperationKind.Region => Operation.Region(Region()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "the maker does not know this kind"),
    };

    private Shape Shape(int finalizers)
    {
        var kind = (ObjectKind)Below(6);
        kind = kind == ObjectKind.Finalizable && finalizers == 0 ? ObjectKind.Plain : kind;
        int fields = Math.Max(Field(), GcVerify.Mutator.Shape.MinimumFields(kind));
        int finalizer = kind == ObjectKind.Finalizable ? Below(finalizers) : -1;
        return new Shape(kind, fields, Edge(GcVerify.Mutator.Shape.MaximumRawWords), finalizer) { Container = (byte)Edge(byte.MaxValue) };
    }

    /// <summary>The text numbers regions in the order in which it names them.</summary>
    private int Region()
    {
        int region = Below(_regions.Count + 1);
        if (region == _regions.Count)
        {
            _regions.Add("region_" + region);
        }

        return region;
    }

    private Root Root() => Likely()
        ? GcVerify.Mutator.Root.Local(Edge(Limits.Locals - 1))
        : GcVerify.Mutator.Root.Global(Edge(Limits.Globals - 1));

    private Root Argument() => Likely() ? Root() : None;

    private int Field() => Edge(GcVerify.Mutator.Shape.MaximumFields);

    private long Value() => Below(5) switch { 0 => long.MinValue, 1 => long.MaxValue, 2 => -1, 3 => 0, _ => ((long)Next() << 32) - Next() };

    /// <summary>Mostly small, at times the highest.</summary>
    private int Edge(int highest) => Below(12) switch { 0 => highest, 1 => Below(highest) + 1, _ => Math.Min(highest, Below(4)) };

    private bool Likely() => Below(3) > 0;

    private int Below(int bound) => (int)(Next() % (uint)bound);

    /// <summary>Xorshift (Marsaglia 2003).</summary>
    private uint Next()
    {
        unchecked
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
        }

        return _state;
    }
}
