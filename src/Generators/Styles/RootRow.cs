namespace GcVerify.Generators;

/// <summary>
/// Roots side by side, upwards or downwards from a random one, going round. Collectors visit roots in order, so the direction decides what is met first: an ephemeron or
/// its key, a weak reference or its referent.
/// </summary>
internal readonly struct RootRow
{
    private readonly int _start;
    private readonly int _stride;
    private readonly int _visible;

    private RootRow(int start, int stride, int visible)
    {
        _start = start;
        _stride = stride;
        _visible = visible;
    }

    /// <summary>Draws the start and the direction.</summary>
    public static RootRow Draw(ProgramDraft draft)
    {
        int visible = draft.Roots.Visible;
        return new(draft.AnyRoot(), draft.Random.OneIn(2) ? 1 : visible - 1, visible);
    }

    /// <summary>The number of the root at <paramref name="index"/>: another one for each, as long as there are so many.</summary>
    public int this[int index] => (_start + (index * _stride)) % _visible;
}
