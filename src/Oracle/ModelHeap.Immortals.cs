namespace GcVerify.Oracle;

/// <summary>Immortal objects, where they are promised.</summary>
public sealed partial class ModelHeap
{
    /// <summary>Objects that are live whatever refers to them, as what roots hold is.</summary>
    internal List<int> Immortals { get; } = [];
}
