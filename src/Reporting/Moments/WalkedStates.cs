using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>What the last walk has shown: states of objects, and references that are not as the mutator made them.</summary>
internal sealed class WalkedStates(ModelHeap model)
{
    private readonly List<(int Walk, ObjectState State)> _states = [default];
    private int _walk;

    /// <summary>Whether nothing was executed since.</summary>
    public bool IsFresh { get; set; }

    /// <summary>References that are not as the mutator made them.</summary>
    public List<Misdirection> Misdirections { get; } = [];

    public void Clear()
    {
        _states.RemoveRange(1, _states.Count - 1);
        Misdirections.Clear();
        _walk = 0;
        IsFresh = false;
    }

    public void Allocated() => _states.Add(default);

    public void Begin()
    {
        _walk++;
        Misdirections.Clear();
    }

    public void SeeRoot(int position, int number)
    {
        if (position < model.RootCount && model.RootAt(position) != number)
        {
            Misdirections.Add(new Misdirection(0, position, model.RootAt(position), number));
        }
    }

    public void See(in ObjectView view)
    {
        if (!model.IsKnown(view.Number) || view.Number >= _states.Count)
        {
            return;
        }

        _states[view.Number] = (_walk, view.State);
        ReadOnlySpan<int> expected = model.FieldsOf(view.Number);
        for (int i = 0; i < Math.Min(expected.Length, view.Fields.Length); i++)
        {
            if (expected[i] != view.Fields[i])
            {
                Misdirections.Add(new Misdirection(view.Number, i, expected[i], view.Fields[i]));
            }
        }
    }

    /// <summary>
    /// What is known of an object now: generation and age as they were told last, count and colour only from a fresh walk.
    /// </summary>
    public ObjectState StateOf(int number)
    {
        (int walk, ObjectState state) = _states[number];
        return IsFresh && walk == _walk
            ? state
            : model.StateOf(number) with { Count = ObjectState.Untold, Colour = Colour.Unknown };
    }
}
