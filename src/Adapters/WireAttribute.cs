namespace GcVerify.Adapters;

/// <summary>What a code of the protocol means, in the columns of its table in <c>docs/protocol.md</c>.</summary>
/// <param name="columns">The columns, from the first that the code itself does not say.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class WireAttribute(params string[] columns) : Attribute
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Columns => columns;
}
