using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>What a generator believes of an object. <see cref="IsNull"/> stands for no object.</summary>
internal readonly struct ShadowObject
{
    private readonly ushort _fields;
    private readonly byte _rawWords;
    private readonly ObjectKind _kind;

    /// <summary>An object as it is allocated.</summary>
    public ShadowObject(int id, Shape shape)
    {
        Id = id;
        _fields = (ushort)shape.Fields;
        _rawWords = (byte)shape.RawWords;
        _kind = shape.Kind;
    }

    private ShadowObject(int id, in ShadowObject likeness)
    {
        this = likeness;
        Id = id;
    }

    /// <summary>Objects are told apart by this; 0 is null.</summary>
    public int Id { get; }

    /// <summary>Its reference fields.</summary>
    public int Fields => _fields;

    /// <summary>Its raw words.</summary>
    public int RawWords => _rawWords;

    /// <summary>Its kind.</summary>
    public ObjectKind Kind => _kind;

    /// <summary>Whether there is no object.</summary>
    public bool IsNull => Id == 0;

    /// <summary>The words it occupies, header included.</summary>
    public int Words => 2 + _fields + _rawWords;

    /// <summary>Another object that looks the same.</summary>
    public ShadowObject Twin(int id) => new(id, this);
}
