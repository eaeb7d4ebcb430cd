namespace GcVerify.Reporting;

/// <summary>Which fields of objects in the heap refer to each object, in the order of the holders. Linear.</summary>
public sealed class Referrers
{
    private readonly int[] _at;
    private readonly PathStep[] _steps;

    /// <summary>Finds them all.</summary>
    public Referrers(HeapMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        _at = new int[moment.All.Length + 2];
        foreach (HeapObject holder in moment.Present)
        {
            foreach (int target in moment.FieldsOf(holder.Number))
            {
                _at[target + 1]++;
            }
        }

        // Null is target 0: it has no place in the list.
        _at[1] = 0;
        for (int i = 1; i < _at.Length; i++)
        {
            _at[i] += _at[i - 1];
        }

        _steps = new PathStep[_at[^1]];
        int[] next = [.. _at];
        foreach (HeapObject holder in moment.Present)
        {
            ReadOnlySpan<int> fields = moment.FieldsOf(holder.Number);
            for (int field = 0; field < fields.Length; field++)
            {
                if (fields[field] != 0)
                {
                    _steps[next[fields[field]]++] = new PathStep(holder.Number, field, fields[field]);
                }
            }
        }
    }

    /// <summary>The references from fields to an object, weak ones too.</summary>
    public ReadOnlySpan<PathStep> To(int number) => _steps.AsSpan(_at[number].._at[number + 1]);
}
