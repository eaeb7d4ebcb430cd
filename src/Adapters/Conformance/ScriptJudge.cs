using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>Compares what an adapter told of a script with what it is to tell.</summary>
internal sealed class ScriptJudge(Announcement announced, Script script, List<List<string>> told)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    // For each operation the one with which the next full collection is over; -1 if none follows.
    private readonly int[] _settledAt = new int[script.Steps.Count];

    /// <summary>Runs a script and compares.</summary>
    /// <exception cref="ConformanceException">They differ.</exception>
    public static void Check(ConformanceSession session, Script script, string fields = "") =>
        Check(session.Announced, script, session.Run(script, fields));

    /// <summary>Compares.</summary>
    /// <exception cref="ConformanceException">They differ.</exception>
    public static void Check(Announcement announced, Script script, List<List<string>> told) =>
        new ScriptJudge(announced, script, told).Check();

    private void Check()
    {
        for (int i = told.Count - 1, settled = -1; i >= 0; i--)
        {
            settled = script.Steps[i].Settles ? i : settled;
            _settledAt[i] = settled;
        }

        for (int i = 0; i < told.Count; i++)
        {
            string[] events = [.. told[i].Where(one => !IsLate(one))];
            if (!events.SequenceEqual(script.Steps[i].Events))
            {
                throw Wrong(i, Listed(script.Steps[i].Events), Listed(events));
            }
        }

        CheckLate("died", step => step.Garbage, announced.Has("immediate") && announced.Has("releases"), "a death");
        CheckLate("cleared", step => step.Cleared, false, "a clearing");
    }

    private static bool IsLate(string one) =>
        one.StartsWith("died ", StringComparison.Ordinal) || one.StartsWith("cleared ", StringComparison.Ordinal);

    /// <summary>What may be told later than it happens: each at its time, once, and all that is demanded.</summary>
    private void CheckLate(string word, Func<ScriptStep, List<int>> due, bool atOnce, string what)
    {
        var since = new Dictionary<string, int>();
        for (int i = 0; i < script.Steps.Count; i++)
        {
            due(script.Steps[i]).ForEach(number => since.TryAdd(string.Create(Invariant, $"{word} #{number}"), i));
        }

        var seen = new Dictionary<string, int>();
        for (int i = 0; i < told.Count; i++)
        {
            bool collected = false;
            foreach (string one in told[i])
            {
                collected |= one == "collected";
                if (!one.StartsWith(word + " ", StringComparison.Ordinal))
                {
                    continue;
                }

                if (!since.TryGetValue(one, out int from) || from > i)
                {
                    throw Wrong(i, $"not '{one}', as the object is still in use", one);
                }

                if (!seen.TryAdd(one, i))
                {
                    throw Wrong(i, $"{what} is told once", one + " again");
                }

                if (collected)
                {
                    throw Wrong(i, $"'{one}' before event 4", one + " after it");
                }
            }
        }

        foreach ((string one, int from) in since)
        {
            Demand(one, from, seen.TryGetValue(one, out int at) ? at : null, atOnce);
        }
    }

    private void Demand(string one, int from, int? at, bool atOnce)
    {
        int number = int.Parse(one.AsSpan(one.IndexOf('#', StringComparison.Ordinal) + 1), Invariant);
        bool onCycle = script.Steps[from].OnCycle.Contains(number);
        if (atOnce && !onCycle && at != from)
        {
            throw Wrong(from, $"'{one}' in this operation, as 'immediate' and 'releases' promise", at is null ? "nothing of the kind" : "later");
        }

        int settled = _settledAt[from];
        bool demanded = settled >= 0 && !announced.IsConservative && !(onCycle && announced.Class == "refcount");
        if (demanded && !(at <= settled))
        {
            throw Wrong(settled, $"'{one}' by now: it is garbage since {Place(from)}", at is null ? "nothing of the kind" : "later");
        }
    }

    private ConformanceException Wrong(int step, string expected, string came) => ConformanceSession.Failed(
        string.Join(", ", script.Steps.Take(40).Select(one => one.ToString())), $"in {Place(step)}: {expected}", came);

    private string Place(int step) => string.Create(Invariant, $"operation {step + 1} of {script.Steps.Count} ({script.Steps[step]})");

    private static string Listed(IReadOnlyCollection<string> events) => events.Count == 0 ? "no event" : string.Join(", ", events);
}
