namespace GcVerify.Generators;

/// <summary>
/// What a generator believes the fields of objects to refer to: a cache that forgets, so that it never grows and costs a few
/// instructions. What it has forgotten counts as null.
/// </summary>
internal sealed class ShadowFields
{
    // Eight entries in a row for one object: neighbours in time are neighbours in memory.
    private const int EntriesPerObject = 8;
    private const int Size = 1 << 12;

    private readonly Entry[] _entries = new Entry[Size];
    private int _program;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        // Entries of earlier programs are told by their number, which is cheaper than to clear them.
        if (_program == int.MaxValue)
        {
            Array.Clear(_entries);
            _program = 0;
        }

        _program++;
    }

    /// <summary>What a field refers to, as far as is known.</summary>
    public ShadowObject Get(int holder, int field)
    {
        ref Entry entry = ref EntryOf(holder, field);
        return entry.Program == _program && entry.Key == KeyOf(holder, field) ? entry.Target : default;
    }

    /// <summary>Notes what a field refers to from now on.</summary>
    public void Set(int holder, int field, ShadowObject target)
    {
        ref Entry entry = ref EntryOf(holder, field);
        entry.Program = _program;
        entry.Key = KeyOf(holder, field);
        entry.Target = target;
    }

    private static int KeyOf(int holder, int field) => unchecked((holder << 10) ^ field);

    private ref Entry EntryOf(int holder, int field) => ref _entries[unchecked(((holder * EntriesPerObject) + field) & (Size - 1))];

    private struct Entry
    {
        public int Program;
        public int Key;
        public ShadowObject Target;
    }
}
