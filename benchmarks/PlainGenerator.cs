using FsCheck;
using FsCheck.Fluent;
using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>
/// A generator of single operations as a test author writes it with FsCheck, in about the proportions of the mixed preset.
/// </summary>
internal static class PlainGenerator
{
    /// <summary>Locals of the main frame.</summary>
    public const int Locals = 4;

    /// <summary>Globals.</summary>
    public const int Globals = 2;

    private static readonly Gen<Root> _root =
        Gen.Choose(0, Locals + Globals - 1).Select(i => i < Locals ? Root.Local(i) : Root.Global(i - Locals));

    private static readonly Gen<int> _field = Gen.Choose(0, 4);

    /// <summary>One operation.</summary>
    public static Gen<Operation> Operations { get; } = Gen.Frequency(
        (30, from root in _root from fields in _field from raw in Gen.Choose(0, 2) select Operation.New(root, Shape.Plain(fields, raw))),
        (5, from target in _root from source in _root select Operation.Assign(target, source)),
        (5, _root.Select(Operation.Clear)),
        (14, from target in _root from holder in _root from field in _field select Operation.Load(target, holder, field)),
        (25, from holder in _root from field in _field from source in _root select Operation.Store(holder, field, source)),
        (4, from holder in _root from field in _field select Operation.StoreNull(holder, field)),
        (3, from holder in _root from index in _field from value in Gen.Choose(0, 1000) select Operation.StoreRaw(holder, index, value)),
        (5,
            from source in _root
            from taken in _field
            from target in _root
            from given in _field
            select Operation.Move(source, taken, target, given)),
        (3, Gen.Constant(Operation.Collect())));
}
