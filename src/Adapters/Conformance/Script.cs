using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>An operation that is sent, and what is to come of it.</summary>
/// <param name="Code">The operation.</param>
/// <param name="Operands">Its four operands.</param>
internal sealed record ScriptStep(WireCode Code, int[] Operands)
{
    /// <summary>Its events, without deaths and clearings.</summary>
    public List<string> Events { get; } = [];

    /// <summary>Objects that are garbage from here on.</summary>
    public List<int> Garbage { get; } = [];

    /// <summary>Those of them that are on a cycle, or hang from one.</summary>
    public List<int> OnCycle { get; } = [];

    /// <summary>Weak references and ephemerons whose referent or key is garbage from here on.</summary>
    public List<int> Cleared { get; } = [];

    /// <summary>Whether a full collection, or as many as it takes, is over with it.</summary>
    public bool Settles { get; set; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Code.ToString().ToLowerInvariant()} {string.Join(' ', Operands)}");
}

/// <summary>
/// A small program in the protocol's own operations, together with what an adapter is to tell of each. Objects are numbered by this as they
/// are by the adapter.
/// </summary>
/// <param name="announced">What the adapter announces: how many collections it takes, whether raw words are shown.</param>
internal sealed class Script(Announcement announced)
{
    private int _allocated;

    public List<ScriptStep> Steps { get; } = [];

    public int Generations => announced.Generations;

    /// <summary>Slots that it needs, slot 0 included.</summary>
    public int Slots { get; set; } = 8;

    /// <summary>What goes on where this ends, in the next request: the numbers go on.</summary>
    public Script Next() => new(announced) { _allocated = _allocated, Slots = Slots };

    public Script New(int target, int fields = 0, int words = 0, int kind = 0) =>
        Send(WireCode.New, target, fields, words, kind).Expect(AllocatedNext());

    public Script Assign(int target, int source) => Send(WireCode.Assign, target, source);

    public Script Load(int target, int holder, int field) => Send(WireCode.Load, target, holder, field);

    public Script Store(int holder, int field, int source) => Send(WireCode.Store, holder, field, source);

    public Script StoreRaw(int holder, int index, long value) =>
        Send(WireCode.StoreRaw, holder, index, (int)(value >> 32), unchecked((int)value));

    public Script Move(int source, int field, int target, int into) => Send(WireCode.Move, source, field, target, into);

    public Script Blit(int source, int field, int target, int into, int count) =>
        Send(WireCode.Blit, source, field, target, into + (65536 * count));

    public Script Call(int frame, int first, int second, int third) => Send(WireCode.Call, frame, first, second, third);

    public Script Return(int target, int result, int frame, int size) => Send(WireCode.Return, target, result, frame, size);

    public Script Weak(int target, int referent) => Send(WireCode.Weak, target, referent).Expect(AllocatedNext());

    public Script Ephemeron(int target, int key, int value) => Send(WireCode.Ephemeron, target, key, value).Expect(AllocatedNext());

    public Script Deref(int target, int source) => Send(WireCode.Deref, target, source);

    /// <summary>As many full collections as it takes until all garbage is gone.</summary>
    public Script Collect()
    {
        for (int i = 0; i < announced.Collections; i++)
        {
            Send(WireCode.Collect, -1).Expect("collected");
        }

        Steps[^1].Settles = true;
        return this;
    }

    /// <summary>A walk of the slots from 1 on, as many as roots are given.</summary>
    public Script Walk(int[] roots, params string[] objects)
    {
        Send(WireCode.Walk, roots.Length + 1);
        return Expect(EventText.Walk(roots.Select(root => (long)root), objects.Select(one => (NumberIn(one), one))));
    }

    /// <summary>What a walk says of an object.</summary>
    public string Object(int number, int[] fields, long[]? words = null, int kind = 0) =>
        EventText.Walked(number, kind, [.. fields.Select(field => (long)field)], words ?? [], announced.Has("raw"));

    public Script Send(WireCode code, params int[] operands)
    {
        int[] four = new int[4];
        operands.CopyTo(four, 0);
        Steps.Add(new ScriptStep(code, four));
        return this;
    }

    /// <summary>What the last operation is to tell.</summary>
    public Script Expect(params string[] events)
    {
        Steps[^1].Events.AddRange(events);
        return this;
    }

    /// <summary>The last operation loads these.</summary>
    public Script Loads(params int[] numbers) => Expect([.. numbers.Select(number => EventText.Loaded(number))]);

    /// <summary>The last operation makes these garbage, none of them on a cycle.</summary>
    public Script Kills(params int[] numbers)
    {
        Steps[^1].Garbage.AddRange(numbers);
        return this;
    }

    /// <summary>The last operation makes these garbage, on a cycle or behind one.</summary>
    public Script Orphans(params int[] numbers)
    {
        Steps[^1].OnCycle.AddRange(numbers);
        return Kills(numbers);
    }

    /// <summary>The last operation makes the referents of these, or their keys, garbage.</summary>
    public Script Clears(params int[] numbers)
    {
        Steps[^1].Cleared.AddRange(numbers);
        return this;
    }

    private static long NumberIn(string text) =>
        long.Parse(text.AsSpan(1, text.IndexOf(' ', 1) is > 0 and int end ? end - 1 : text.Length - 1), CultureInfo.InvariantCulture);

    private string AllocatedNext() => string.Create(CultureInfo.InvariantCulture, $"allocated #{++_allocated}");
}
