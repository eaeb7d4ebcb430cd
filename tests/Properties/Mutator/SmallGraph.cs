using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

/// <summary>A graph made by hand: objects are numbered from 1 in the order of their addition, and root r0 holds object 1.</summary>
internal sealed class SmallGraph : IObjectGraph
{
    private readonly List<(Shape Shape, int[] Fields, long[] RawWords)> _objects = [];

    /// <summary>Adds a plain object with these fields.</summary>
    public SmallGraph Plain(params int[] fields) => Add(ObjectKind.Plain, fields);

    /// <summary>Adds an object with these fields and raw words.</summary>
    public SmallGraph Add(ObjectKind kind, int[] fields, params long[] rawWords)
    {
        _objects.Add((new Shape(kind, fields.Length, rawWords.Length), fields, rawWords));
        return this;
    }

    public int HandleAt(Root root) => root == Root.Local(0) ? 1 : 0;

    public Shape ShapeOf(int handle) => _objects[handle - 1].Shape;

    public int FieldOf(int handle, int field) => _objects[handle - 1].Fields[field];

    public long RawOf(int handle, int index) => _objects[handle - 1].RawWords[index];
}
