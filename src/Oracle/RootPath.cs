using System.Globalization;

namespace GcVerify.Oracle;

/// <summary>The shortest path from a root, else from an immortal object, to an object of a model heap; for people to read.</summary>
internal sealed class RootPath(ModelHeap model)
{
    private const int FromImmortal = int.MinValue;

    private readonly List<(int Number, int From, int Field)> _queue = [];
    private readonly HashSet<int> _seen = [];

    /// <summary>The path, or an empty text. An ephemeron's value counts as a step if the key is alive.</summary>
    public string To(int target)
    {
        var reachability = new Reachability(model);
        reachability.MarkFromRoots();
        for (int i = 0; i < model.RootCount; i++)
        {
            Enqueue(model.RootAt(i), -1 - i, 0);
        }

        int immortals = 0;
        for (int i = 0; i < _queue.Count || immortals < model.Immortals.Count; i++)
        {
            if (i == _queue.Count)
            {
                Enqueue(model.Immortals[immortals++], FromImmortal, 0);
                i--;
                continue;
            }

            int number = _queue[i].Number;
            if (number == target)
            {
                return Describe(i);
            }

            ReadOnlySpan<int> fields = model.FieldsOf(number);
            int weak = model.WeakFieldsOf(number);
            int first = weak == 2 && reachability.IsMarked(fields[0]) ? 1 : weak;
            for (int field = first; field < fields.Length; field++)
            {
                Enqueue(fields[field], i, field);
            }
        }

        return "";
    }

    private string Describe(int last)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"#{_queue[last].Number}");
        for (int i = last; ; i = _queue[i].From)
        {
            (_, int from, int field) = _queue[i];
            if (from < 0)
            {
                return $"{(from == FromImmortal ? "immortal" : model.NameOfRoot(-1 - from))} -> {text}";
            }

            text = string.Create(CultureInfo.InvariantCulture, $"#{_queue[from].Number}.{field} -> {text}");
        }
    }

    private void Enqueue(int number, int from, int field)
    {
        if (number != 0 && _seen.Add(number))
        {
            _queue.Add((number, from, field));
        }
    }
}
