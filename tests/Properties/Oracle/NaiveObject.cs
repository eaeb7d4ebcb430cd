using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>An object of the naive model. It stays when it is released: its fields still say what it referred to.</summary>
internal sealed class NaiveObject(int number, Shape shape, int words, int location, int generation)
{
    public int Number { get; } = number;

    public Shape Shape { get; } = shape;

    public int Words { get; } = words;

    public int Location { get; set; } = location;

    public int Generation { get; set; } = generation;

    public bool Present { get; set; } = true;

    public bool Pinned { get; set; } = shape.Kind == ObjectKind.Pinned;

    /// <summary>Whether its finalizer is still to be found due.</summary>
    public bool Registered { get; set; }

    public bool Finalized { get; set; }

    public int[] Fields { get; } = new int[shape.Fields];

    public long[] RawWords { get; } = [.. Enumerable.Range(0, shape.RawWords).Select(i => RawPattern.Of(number, i))];
}
