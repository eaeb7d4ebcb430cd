using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>The fields of all objects of a moment, by number: what they refer to, and since when.</summary>
internal sealed class ReferenceStore
{
    private readonly int[] _at;
    private readonly int[] _targets;
    private readonly int[] _stored;

    /// <summary>Copies what a model holds, and the steps of the stores, which are kept in the same order.</summary>
    public ReferenceStore(ModelHeap model, ReadOnlySpan<int> storedAt)
    {
        _at = new int[model.NextNumber + 1];
        _targets = new int[storedAt.Length];
        _stored = storedAt.ToArray();
        int used = 0;
        for (int number = 1; number < model.NextNumber; number++)
        {
            ReadOnlySpan<int> fields = model.FieldsOf(number);
            _at[number] = used;
            fields.CopyTo(_targets.AsSpan(used));
            used += fields.Length;
        }

        _at[model.NextNumber] = used;
    }

    public ReadOnlySpan<int> TargetsOf(int number) => _targets.AsSpan(_at[number].._at[number + 1]);

    public ReadOnlySpan<int> StoredAt(int number) => _stored.AsSpan(_at[number].._at[number + 1]);
}
