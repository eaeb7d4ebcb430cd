using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>Numbers names in the order in which they are first mentioned.</summary>
internal sealed class NameTable
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The names, by number.</summary>
    public ImmutableArray<string> Names => [.. _names];

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>The name with this number.</summary>
    public string this[int number] => _names[number];

    /// <summary>The number of a name, or -1 if it was not mentioned.</summary>
    public int Find(ReadOnlySpan<char> name) =>
        _numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out int number) ? number : -1;

    /// <summary>The number of a name, a new one if it was not mentioned before.</summary>
    public int NumberOf(ReadOnlySpan<char> name)
    {
        var numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!numbers.TryGetValue(name, out int number))
        {
            number = _names.Count;
            _names.Add(name.ToString());
            numbers[name] = number;
        }

        return number;
    }
}
