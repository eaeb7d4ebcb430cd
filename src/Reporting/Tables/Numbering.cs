namespace GcVerify.Reporting;

/// <summary>Numbers for values, from 0 in the order in which they are first met.</summary>
internal sealed class Numbering<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _values = [];

    /// <summary>The value of a number.</summary>
    public T this[int number] => _values[number];

    /// <summary>The number of a value.</summary>
    public int NumberOf(T value)
    {
        if (!_numbers.TryGetValue(value, out int number))
        {
            number = _values.Count;
            _numbers.Add(value, number);
            _values.Add(value);
        }

        return number;
    }
}
