using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Kinds of operation by weight: a draw is one look into a table.</summary>
internal sealed class KindTable
{
    private OperationKind[] _kinds = new OperationKind[1024];
    private int _count;

    /// <summary>Empties the table.</summary>
    public void Clear() => _count = 0;

    /// <summary>Gives a kind a weight; 0 for never.</summary>
    public void Add(OperationKind kind, int weight)
    {
        if (_count + weight > _kinds.Length)
        {
            Array.Resize(ref _kinds, 2 * (_count + weight));
        }

        _kinds.AsSpan(_count, weight).Fill(kind);
        _count += weight;
    }

    /// <summary>Draws a kind.</summary>
    public OperationKind Draw(SeededRandom random) => _kinds[random.Below(_count)];
}
