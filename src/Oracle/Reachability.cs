using System.Globalization;

namespace GcVerify.Oracle;

/// <summary>What the roots of a model heap reach, computed from scratch each time, iteratively.</summary>
internal sealed class Reachability(ModelHeap model)
{
    private int[] _marks = new int[64];
    private int _mark;
    private int[] _stack = new int[64];
    private int _depth;

    /// <summary>Words of the objects that were marked last.</summary>
    public long MarkedWords { get; private set; }

    /// <summary>Objects that were marked last and are not released.</summary>
    public int MarkedPresent { get; private set; }

    /// <summary>Whether an object was marked last.</summary>
    public bool IsMarked(int number) => number < _marks.Length && _marks[number] == _mark;

    /// <summary>Marks what the roots reach.</summary>
    public void MarkFromRoots() => Mark(int.MaxValue, []);

    /// <summary>
    /// Marks, of the objects in generations up to <paramref name="oldest"/>, what the roots and the objects among <paramref name="holders"/> in older generations reach
    /// without passing through an older object.
    /// </summary>
    public void Mark(int oldest, ReadOnlySpan<int> holders)
    {
        Begin();
        for (int i = 0; i < model.RootCount; i++)
        {
            Visit(model.RootAt(i), oldest);
        }

        foreach (int holder in holders)
        {
            if (model.IsPresent(holder) && model.StateOf(holder).Generation > oldest)
            {
                VisitFields(holder, oldest);
            }
        }

        while (_depth > 0)
        {
            int number = _stack[--_depth];
            VisitFields(number, oldest);
        }
    }

    /// <summary>The shortest path from a root to an object, or an empty text.</summary>
    public string PathTo(int target)
    {
        Begin();
        var queue = new List<(int Number, int From, int Field)>();
        for (int i = 0; i < model.RootCount; i++)
        {
            Enqueue(queue, model.RootAt(i), -1 - i, 0);
        }

        for (int i = 0; i < queue.Count; i++)
        {
            if (queue[i].Number == target)
            {
                return Describe(queue, i);
            }

            ReadOnlySpan<int> fields = model.FieldsOf(queue[i].Number);
            for (int field = 0; field < fields.Length; field++)
            {
                Enqueue(queue, fields[field], i, field);
            }
        }

        return "";
    }

    private string Describe(List<(int Number, int From, int Field)> queue, int last)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"#{queue[last].Number}");
        for (int i = last; ; i = queue[i].From)
        {
            (_, int from, int field) = queue[i];
            if (from < 0)
            {
                return $"{model.NameOfRoot(-1 - from)} -> {text}";
            }

            text = string.Create(CultureInfo.InvariantCulture, $"#{queue[from].Number}.{field} -> {text}");
        }
    }

    private void Enqueue(List<(int Number, int From, int Field)> queue, int number, int from, int field)
    {
        if (number != 0 && _marks[number] != _mark)
        {
            _marks[number] = _mark;
            queue.Add((number, from, field));
        }
    }

    private void VisitFields(int number, int oldest)
    {
        foreach (int target in model.FieldsOf(number))
        {
            Visit(target, oldest);
        }
    }

    private void Visit(int number, int oldest)
    {
        if (number == 0 || _marks[number] == _mark || model.StateOf(number).Generation > oldest)
        {
            return;
        }

        _marks[number] = _mark;
        MarkedWords += model.WordsOf(number);
        MarkedPresent += model.IsPresent(number) ? 1 : 0;
        if (_depth == _stack.Length)
        {
            Array.Resize(ref _stack, _depth * 2);
        }

        _stack[_depth++] = number;
    }

    private void Begin()
    {
        if (_marks.Length < model.NextNumber)
        {
            Array.Resize(ref _marks, Math.Max(model.NextNumber, _marks.Length * 2));
        }

        _mark++;
        MarkedWords = 0;
        MarkedPresent = 0;
        _depth = 0;
    }
}
