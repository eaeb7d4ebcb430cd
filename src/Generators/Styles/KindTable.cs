using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Kinds of operation by weight: a draw is one look into a table.</summary>
internal sealed class KindTable
{
    private const int MostAtOnce = 32;

    private OperationKind[] _kinds = new OperationKind[1024];
    private int _count;

    /// <summary>Empties the table.</summary>
    public void Clear() => _count = 0;

    /// <summary>Gives a kind a weight; 0 for never.</summary>
    public void Add(OperationKind kind, int weight)
    {
        int needed = _count + Math.Max(weight, MostAtOnce);
        if (needed > _kinds.Length)
        {
            Array.Resize(ref _kinds, 2 * needed);
        }

        // A small weight fills as much as a large one: what is too much is overwritten, or never drawn.
        // A table is made for each program, of weights that no branch predictor can guess.
        Span<OperationKind> rest = _kinds.AsSpan(_count);
        rest[..MostAtOnce].Fill(kind);
        if (weight > MostAtOnce)
        {
            rest[MostAtOnce..weight].Fill(kind);
        }

        _count += weight;
    }

    /// <summary>Draws a kind.</summary>
    public OperationKind Draw(SeededRandom random) => _kinds[random.Below(_count)];
}
