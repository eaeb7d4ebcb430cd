using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>The few shapes that recur in a program: what was freed fits what is allocated next.</summary>
internal sealed class Palette
{
    private const int Most = 5;
    private static readonly int[] _fieldCounts = [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4];

    private readonly Shape[] _shapes = new Shape[Most];
    private readonly ObjectKind[] _kinds = new ObjectKind[6];
    private int _count;
    private int _kindCount;

    /// <summary>Finalizers that shapes may name.</summary>
    public int Finalizers { get; set; }

    /// <summary>Whether a shape has a finalizer.</summary>
    public bool HasFinalizers => Finalizers > 0;

    /// <summary>A plain shape with at least one field and few: what linked structures are made of.</summary>
    public Shape Link { get; private set; }

    /// <summary>A plain shape with many fields.</summary>
    public Shape Table { get; private set; }

    /// <summary>Draws the shapes of a program whose special kinds are those of <paramref name="features"/>.</summary>
    public void Draw(SeededRandom random, LanguageFeatures features, int finalizers)
    {
        Finalizers = finalizers;
        CollectKinds(features);
        Link = Shape.Plain(random.Between(1, 3), random.OneIn(2) ? random.Between(1, 4) : 0);
        Table = Shape.Plain(random.Between(5, random.OneIn(4) ? 80 : 12), random.OneIn(4) ? random.Between(1, 4) : 0);
        _count = random.Between(1, Most);
        for (int i = 0; i < _count; i++)
        {
            _shapes[i] = Special(DrawPlain(random), random);
        }

        if (!random.OneIn(8))
        {
            _shapes[0] = Link;
        }
    }

    /// <summary>One of the shapes.</summary>
    public Shape Pick(SeededRandom random) => _shapes[random.Below(_count)];

    /// <summary>One of the shapes if it has a field and is not special in its first one, else <see cref="Link"/>.</summary>
    public Shape PickLink(SeededRandom random)
    {
        Shape shape = Pick(random);
        return shape.Fields > 0 && !shape.IsWeakField(0) && shape.Kind != ObjectKind.Immortal ? shape : Link;
    }

    /// <summary>A shape with a finalizer and one field or two; there must be a finalizer.</summary>
    public Shape PickFinalizable(SeededRandom random) =>
        new(ObjectKind.Finalizable, random.Between(1, 2), 0, random.Below(Finalizers));

    private static Shape DrawPlain(SeededRandom random)
    {
        int fields = random.OneIn(16) ? random.Between(5, 80) : _fieldCounts[random.Below(_fieldCounts.Length)];
        return Shape.Plain(fields, random.OneIn(2) ? random.Between(0, 4) : 0);
    }

    private Shape Special(Shape plain, SeededRandom random)
    {
        if (_kindCount == 0 || !random.OneIn(4))
        {
            return plain;
        }

        ObjectKind kind = _kinds[random.Below(_kindCount)];
        int finalizer = kind == ObjectKind.Finalizable ? random.Below(Finalizers) : -1;
        return new Shape(kind, Math.Max(plain.Fields, Shape.MinimumFields(kind)), plain.RawWords, finalizer);
    }

    private void CollectKinds(LanguageFeatures features)
    {
        _kindCount = 0;
        AddKind(ObjectKind.Weak, (features & LanguageFeatures.WeakReferences) != 0);
        AddKind(ObjectKind.Ephemeron, (features & LanguageFeatures.Ephemerons) != 0);
        AddKind(ObjectKind.Finalizable, Finalizers > 0);
        AddKind(ObjectKind.Pinned, (features & LanguageFeatures.Pinning) != 0);
        AddKind(ObjectKind.Immortal, (features & LanguageFeatures.Immortals) != 0);
    }

    private void AddKind(ObjectKind kind, bool wanted)
    {
        if (wanted)
        {
            _kinds[_kindCount++] = kind;
        }
    }
}
