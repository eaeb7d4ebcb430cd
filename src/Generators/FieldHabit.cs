namespace GcVerify.Generators;

/// <summary>Which of an object's fields a program uses.</summary>
internal enum FieldHabit
{
    /// <summary>Each equally likely.</summary>
    Any,

    /// <summary>The same again, so that it is the most common habit.</summary>
    AnyToo,

    /// <summary>The first.</summary>
    First,

    /// <summary>The last.</summary>
    Last,

    /// <summary>The first or the last.</summary>
    Ends,

    /// <summary>All but the first, where there are others.</summary>
    NotFirst,
}
