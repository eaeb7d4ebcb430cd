using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// Writes finalizers that do what real ones were caught doing: read the object's children, allocate, collect, resurrect, die again
/// as an object with another finalizer.
/// </summary>
internal sealed class FinalizerWriter
{
    private const int Most = 3;
    private const int LongestBody = 8;
    private static readonly string[] _names = [.. Enumerable.Range(0, Most).Select(i => "f" + i.ToString(CultureInfo.InvariantCulture))];

    private readonly Operation[] _body = new Operation[LongestBody];

    /// <summary>The name of finalizer <paramref name="index"/>.</summary>
    public static string NameOf(int index) =>
        index < Most ? _names[index] : "f" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a name is one that is given here.</summary>
    public static bool IsGenerated(string name) =>
        name.Length > 1 && name[0] == 'f' && !name.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    /// <summary>Writes one finalizer or a few; each allocates, which is why only some programs have any.</summary>
    public ImmutableArray<FinalizerBody> Write(SeededRandom random, int globals)
    {
        int count = random.Between(1, Most);
        ImmutableArray<FinalizerBody>.Builder finalizers = ImmutableArray.CreateBuilder<FinalizerBody>(count);
        for (int i = 0; i < count; i++)
        {
            finalizers.Add(WriteOne(random, globals, i, count));
        }

        return finalizers.MoveToImmutable();
    }

    private FinalizerBody WriteOne(SeededRandom random, int globals, int index, int count)
    {
        int locals = random.Between(1, 4);
        int length = random.Between(0, LongestBody);
        for (int i = 0; i < length; i++)
        {
            _body[i] = Draw(random, locals, globals, index + 1, count);
        }

        return new FinalizerBody(_names[index], locals, ImmutableArray.Create(_body, 0, length));
    }

    private static Operation Draw(SeededRandom random, int locals, int globals, int nextFinalizer, int finalizers)
    {
        Root self = Root.Local(0), other = Root.Local(random.Below(locals)), another = Root.Local(random.Below(locals));
        Root outside = globals > 0 ? Root.Global(random.Below(globals)) : another;
        int field = random.Below(3);
        return random.Below(13) switch
        {
            0 or 1 => Operation.Load(other, self, field),
            2 => Operation.New(other, Shape.Plain(random.Below(4), random.Below(3))),
            3 => Operation.Store(self, field, other),
            4 or 5 => Operation.Assign(outside, self),
            6 => Operation.Store(outside, field, self),
            7 => Operation.Load(other, outside, field),
            8 => random.OneIn(2) ? Operation.Collect() : Operation.Collect(0),
            9 => Operation.New(other, Reborn(random, nextFinalizer, finalizers)),
            10 => Operation.Weak(other, self),
            11 => Operation.Step(random.Between(1, 8)),
            _ => Operation.StoreNull(self, field),
        };
    }

    /// <summary>An object with a later finalizer (<see cref="Shape.WithinFinalizer"/>): with its own, it would die and be born for ever, and no program would end.</summary>
    private static Shape Reborn(SeededRandom random, int first, int end) =>
        first == end ? Shape.Plain(1) : new Shape(ObjectKind.Finalizable, random.Below(3), 0, random.Between(first, end - 1));
}
