using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>
/// A log in words: for each operation what happened in it. Objects of a walk are put in order, so that walks which tell the same are the
/// same text.
/// </summary>
internal static class EventText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Reads a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="raw">Whether walks show raw words.</param>
    /// <exception cref="FormatException">It is no log.</exception>
    public static List<List<string>> Read(long[] log, bool raw)
    {
        var operations = new List<List<string>>();
        int depth = 0;
        for (int at = 0; at < log.Length;)
        {
            WireEvent what = (WireEvent)log[at++];
            if (what == WireEvent.Operation && depth == 0)
            {
                operations.Add([]);
                continue;
            }

            if (operations.Count == 0)
            {
                throw new FormatException("a log that does not begin with 0");
            }

            depth += what == WireEvent.FinalizerStarted ? 1 : what == WireEvent.FinalizerEnded ? -1 : 0;
            operations[^1].Add(One(what, log, ref at, raw));
        }

        return operations;
    }

    /// <summary>What a load says.</summary>
    public static string Loaded(long number) => "loaded " + Name(number);

    /// <summary>What a walk says of an object.</summary>
    public static string Walked(long number, long kind, long[] fields, long[] words, bool raw, bool intact = true)
    {
        string kindText = kind == 0 ? "" : string.Create(Invariant, $" of kind {kind}");
        string wordsText = words.Length == 0 ? ""
            : raw ? " raw " + string.Join(' ', words) : string.Create(Invariant, $" with {words.Length} raw words");
        return Name(number) + kindText + (fields.Length == 0 ? "" : " -> " + string.Join(' ', fields.Select(Name))) + wordsText
            + (intact ? "" : " broken");
    }

    /// <summary>What a walk says.</summary>
    public static string Walk(IEnumerable<long> roots, IEnumerable<(long Number, string Text)> objects) =>
        $"walked from {string.Join(' ', roots.Select(Name))}:"
        + string.Concat(objects.OrderBy(one => one.Number).Select(one => $" [{one.Text}]"));

    private static string One(WireEvent what, long[] log, ref int at, bool raw) => what switch
    {
        WireEvent.Operation => "operation",
        WireEvent.Allocated => "allocated " + Name(Next(log, ref at)),
        WireEvent.Loaded => Loaded(Next(log, ref at)),
        WireEvent.Released => "died " + Name(Next(log, ref at)),
        WireEvent.Collected => "collected",
        WireEvent.Walked => ReadWalk(log, ref at, raw),
        WireEvent.Refused => "refused",
        WireEvent.Cleared => "cleared " + Name(Next(log, ref at)),
        WireEvent.Pending => "pending " + Name(Next(log, ref at)),
        WireEvent.FinalizerStarted => "finalizer of " + Name(Next(log, ref at)),
        WireEvent.FinalizerEnded => "finalizer over",
        _ => throw new FormatException(string.Create(Invariant, $"the event {(long)what}, which there is not, at number {at} of the log")),
    };

    private static string ReadWalk(long[] log, ref int at, bool raw)
    {
        long[] roots = Several(log, ref at, Next(log, ref at));
        long count = Next(log, ref at);
        var objects = new List<(long, string)>();
        for (long i = 0; i < count; i++)
        {
            long number = Next(log, ref at), kind = Next(log, ref at), fields = Next(log, ref at), words = Next(log, ref at);
            bool intact = Next(log, ref at) == 1;
            long[] references = Several(log, ref at, fields);
            long[] values = raw ? Several(log, ref at, words) : Filled(words);
            objects.Add((number, Walked(number, kind, references, values, raw, intact)));
        }

        return Walk(roots, objects);
    }

    private static long[] Several(long[] log, ref int at, long count)
    {
        if (count < 0 || count > log.Length - at)
        {
            throw new FormatException(string.Create(Invariant, $"a count of {count} at number {at} of a log of {log.Length}"));
        }

        long[] values = log[at..(at + (int)count)];
        at += (int)count;
        return values;
    }

    private static long[] Filled(long count) => count is >= 0 and <= int.MaxValue ? new long[count]
        : throw new FormatException(string.Create(Invariant, $"an object with {count} raw words"));

    private static long Next(long[] log, ref int at) => at < log.Length ? log[at++] : throw new FormatException("a log that ends early");

    private static string Name(long number) =>
        number == 0 ? "null" : number == -1 ? "(no object)" : string.Create(Invariant, $"#{number}");
}
