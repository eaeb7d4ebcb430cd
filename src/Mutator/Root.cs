namespace GcVerify.Mutator;

/// <summary>
/// A root slot as an operation names it: a local of the current frame (<c>r3</c>) or a global (<c>g1</c>). Indices are
/// taken modulo what is there, so that every operation is legal everywhere.
/// </summary>
/// <param name="Code">The local's index, or the complement of the global's.</param>
public readonly record struct Root(int Code)
{
    /// <summary>The operand of an operation that has none in this place.</summary>
    public static readonly Root None = new(int.MinValue);

    /// <summary>Local <paramref name="index"/> of the current frame.</summary>
    public static Root Local(int index) => new(index);

    /// <summary>Global <paramref name="index"/>.</summary>
    public static Root Global(int index) => new(~index);

    /// <summary>Whether this names a global.</summary>
    public bool IsGlobal => Code < 0 && Code != int.MinValue;

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => Code == int.MinValue;

    /// <summary>The index among the locals or the globals.</summary>
    public int Index => Code < 0 ? ~Code : Code;

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "none" : (IsGlobal ? "g" : "r") + Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
