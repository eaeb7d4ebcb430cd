namespace GcVerify.Oracle;

/// <summary>Objects that are never freed: immortal ones, where they are promised, and garbage that was listed as uncollectable.</summary>
public sealed partial class ModelHeap
{
    /// <summary>Objects that are live whatever refers to them, as what roots hold is.</summary>
    internal List<int> Immortals { get; } = [];

    /// <summary>The object has been listed as uncollectable: the list refers to it.</summary>
    internal void List(int number)
    {
        Immortals.Add(number);
        _objects[number].InDegree++;
    }
}
