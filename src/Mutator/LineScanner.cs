using System.Globalization;

namespace GcVerify.Mutator;

/// <summary>
/// Reads one line token by token. The first failure sticks: it is the one that is reported, and what is read after it is of
/// no account, so that callers check once, at the end.
/// </summary>
internal ref struct LineScanner
{
    private const int LongestQuote = 40;
    private readonly ReadOnlySpan<char> _line;
    private readonly int _number;
    private int _at;
    private int _failedAt;
    private string? _found;
    private string? _expected;

    /// <summary>Begins a line; <paramref name="number"/> is its place in the file. A comment is cut off.</summary>
    public LineScanner(ReadOnlySpan<char> line, int number)
    {
        int comment = line.IndexOf('#');
        _line = comment < 0 ? line : line[..comment];
        _number = number;
    }

    /// <summary>Whether something was not as expected.</summary>
    public readonly bool Failed => _expected is not null;

    /// <summary>The line's place in the file.</summary>
    public readonly int Number => _number;

    /// <summary>Whether nothing follows.</summary>
    public bool AtEnd => Here() == _line.Length;

    /// <summary>Whether a root follows, possibly one with too high an index.</summary>
    public bool AtRoot
    {
        get
        {
            ReadOnlySpan<char> word = PeekWord();
            return word.Length > 1 && word[0] is 'r' or 'g' && !word[1..].ContainsAnyExceptInRange('0', '9');
        }
    }

    /// <summary>The position of the next token, for <see cref="FailAt"/>.</summary>
    public int Here()
    {
        while (_at < _line.Length && _line[_at] is ' ' or '\t')
        {
            _at++;
        }

        return _at;
    }

    /// <summary>The next token if it is a word; else nothing.</summary>
    public ReadOnlySpan<char> PeekWord()
    {
        int start = Here();
        return start < _line.Length && char.IsAsciiLetter(_line[start]) ? _line[start..EndOfRun(start)] : default;
    }

    /// <summary>Takes a word, if one follows.</summary>
    public ReadOnlySpan<char> Word()
    {
        ReadOnlySpan<char> word = PeekWord();
        _at += word.Length;
        return word;
    }

    /// <summary>Takes a name.</summary>
    public ReadOnlySpan<char> Name(string expected)
    {
        ReadOnlySpan<char> name = Word();
        return name.IsEmpty ? Fail(expected) : name;
    }

    /// <summary>Takes the word if it follows.</summary>
    public bool Take(string word)
    {
        bool taken = PeekWord().SequenceEqual(word);
        _at += taken ? word.Length : 0;
        return taken;
    }

    /// <summary>Takes the symbol if it follows.</summary>
    public bool TakeSymbol(string symbol)
    {
        Here();
        bool taken = _line[_at..].StartsWith(symbol, StringComparison.Ordinal);
        _at += taken ? symbol.Length : 0;
        return taken;
    }

    /// <summary>Demands the symbol.</summary>
    public void Symbol(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            Fail($"'{symbol}'");
        }
    }

    /// <summary>Takes a root.</summary>
    public Root Root(string expected = "a root, r0 to r255 or g0 to g255")
    {
        if (!AtRoot)
        {
            Fail(expected);
            return default;
        }

        int start = _at;
        ReadOnlySpan<char> word = Word();
        bool global = word[0] == 'g';
        if (!TryDigits(word[1..], out long index) || index >= (global ? Limits.Globals : Limits.Locals))
        {
            FailAt(start, global ? $"a global, g0 to g{Limits.Globals - 1}" : $"a local, r0 to r{Limits.Locals - 1}");
            return default;
        }

        return global ? Mutator.Root.Global((int)index) : Mutator.Root.Local((int)index);
    }

    /// <summary>Takes the index of a field.</summary>
    public int Field(int highest = Shape.MaximumFields) => Number32(0, highest, "the index of a field");

    /// <summary>Takes a dot and the index of a field.</summary>
    public int DotField(int highest = Shape.MaximumFields)
    {
        Symbol(".");
        return Field(highest);
    }

    /// <summary>Takes a number without a sign.</summary>
    public int Number32(int least, int most, string what)
    {
        int start = Here();
        ReadOnlySpan<char> digits = _line[start..EndOfRun(start)];
        if (digits.IsEmpty || !TryDigits(digits, out long value) || value < least || value > most)
        {
            FailAt(start, string.Create(CultureInfo.InvariantCulture, $"{what}, {least} to {most}"));
            return least;
        }

        _at += digits.Length;
        return (int)value;
    }

    /// <summary>Takes a number of 64 bits with an optional sign.</summary>
    public long Number64()
    {
        int start = Here();
        int end = EndOfRun(start < _line.Length && _line[start] == '-' ? start + 1 : start);
        if (!long.TryParse(_line[start..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            FailAt(start, "a value of 64 bits with sign, -9223372036854775808 to 9223372036854775807");
        }

        _at = end;
        return value;
    }

    /// <summary>Demands that nothing follows.</summary>
    public void End(string hint = "")
    {
        if (!AtEnd)
        {
            Fail("end of line" + hint);
        }
    }

    /// <summary>The next token is not what was expected.</summary>
    public ReadOnlySpan<char> Fail(string expected)
    {
        FailAt(Here(), expected);
        return default;
    }

    /// <summary>The token at <paramref name="position"/> is not what was expected.</summary>
    public void FailAt(int position, string expected)
    {
        if (!Failed)
        {
            _failedAt = position;
            _found = position < _line.Length ? Quote(position) : "end of line";
            _expected = expected;
        }
    }

    /// <summary>The failure, for people.</summary>
    public readonly ProgramError ToError(string file) => new(file, _number, _failedAt + 1, _found!, _expected!);

    /// <summary>The token at a position: a word or a number with its sign, an arrow, or a single character.</summary>
    private readonly string Quote(int start)
    {
        ReadOnlySpan<char> rest = _line[start..];
        int run = EndOfRun(rest[0] == '-' ? start + 1 : start) - start;
        bool pair = rest.Length > 1 && (rest[..2] is "->" || char.IsSurrogatePair(rest[0], rest[1]));
        int length = pair ? 2 : Math.Max(1, run);
        return length <= LongestQuote ? $"'{rest[..length]}'" : $"'{rest[..LongestQuote]}...'";
    }

    /// <summary>Where the letters, digits and dashes end that begin here; an arrow is not part of them.</summary>
    private readonly int EndOfRun(int start)
    {
        int end = start;
        while (end < _line.Length && (char.IsAsciiLetterOrDigit(_line[end]) || _line[end] == '_' || (end > start && IsDash(end))))
        {
            end++;
        }

        return end;
    }

    private readonly bool IsDash(int at) => _line[at] == '-' && !_line[at..].StartsWith("->", StringComparison.Ordinal);

    private static bool TryDigits(ReadOnlySpan<char> digits, out long value) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
