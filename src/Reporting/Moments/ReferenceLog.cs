using System.Runtime.InteropServices;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Reporting;

/// <summary>An ephemeron's value that the mutator made cease to hang from its key: until then it lived while both lived.</summary>
/// <param name="Ephemeron">The ephemeron.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Step">Until when.</param>
internal readonly record struct Severance(int Ephemeron, int Key, int Value, int Step);

/// <summary>An ephemeron's value that the collector has cut off, as the key or the ephemeron had died.</summary>
/// <param name="Value">The value.</param>
/// <param name="Step">When the first of them had died.</param>
/// <param name="Cut">The end of the last path to that one, or null: it is not known.</param>
internal readonly record struct Lapse(int Value, int Step, ReferenceCut? Cut);

/// <summary>
/// For each object the last time that it lost a reference by which it was reachable, and for each field when it was stored last. That is
/// all that <see cref="DeathTimes"/> needs.
/// </summary>
internal sealed class ReferenceLog(ModelHeap model) : IReferenceObserver
{
    private readonly List<ReferenceCut> _cuts = [default];
    private readonly List<int> _fieldsAt = [0];
    private readonly List<int> _stored = [];
    private readonly List<Severance> _severed = [];
    private readonly List<Lapse> _lapses = [];
    private DeathTimes? _deaths;

    /// <summary>The step that is under way.</summary>
    public int Step { get; set; }

    /// <summary>Whether immortal objects are roots.</summary>
    public bool Immortals { get; set; }

    /// <summary>Whether a finalizer is running.</summary>
    public bool InFinalizer { get; set; }

    /// <summary>Whether the collector is clearing weak references, which removes nothing that kept alive.</summary>
    public bool IsClearing { get; set; }

    /// <summary>Values that ceased to hang from ephemerons.</summary>
    public IReadOnlyList<Severance> Severed => _severed;

    /// <summary>Values that the collector has cut off from ephemerons.</summary>
    public IReadOnlyList<Lapse> Lapses => _lapses;

    /// <summary>The steps of the last stores, field by field, object by object.</summary>
    public ReadOnlySpan<int> Stored => CollectionsMarshal.AsSpan(_stored);

    /// <summary>The last cut of a reference to each object, by number; of those that never lost one, of step 0.</summary>
    public ReadOnlySpan<ReferenceCut> Cuts => CollectionsMarshal.AsSpan(_cuts);

    /// <summary>Forgets the last run.</summary>
    public void Clear()
    {
        _cuts.RemoveRange(1, _cuts.Count - 1);
        _fieldsAt.RemoveRange(1, _fieldsAt.Count - 1);
        _stored.Clear();
        _severed.Clear();
        _lapses.Clear();
        _deaths = null;
        Step = 0;
        InFinalizer = IsClearing = false;
    }

    /// <summary>To be called before the mutator goes on, or a root holds what was dead.</summary>
    public void Resume() => _deaths = null;

    /// <summary>Makes room for the objects that the model knows by now.</summary>
    public void Grow()
    {
        for (int number = _cuts.Count; number < model.NextNumber; number++)
        {
            _cuts.Add(default);
            _fieldsAt.Add(_stored.Count);
            CollectionsMarshal.SetCount(_stored, _stored.Count + model.FieldsOf(number).Length);
            CollectionsMarshal.AsSpan(_stored)[_fieldsAt[number]..].Clear();
        }
    }

    /// <inheritdoc/>
    public void RootChanging(Root root, int depth, int old, int value)
    {
        if (old != 0 && old != value)
        {
            _cuts[old] = new ReferenceCut(Step, 0, 0, root, depth, old, InFinalizer);
        }
    }

    /// <inheritdoc/>
    public void FieldChanging(int holder, int field, int old, int value)
    {
        Grow();
        _stored[_fieldsAt[holder] + field] = Step;
        int weak = model.WeakFieldsOf(holder);
        if (model.ShapeOf(holder).Kind == ObjectKind.Ephemeron && field == 0 && old != value)
        {
            ChangeKey(holder, weak, old);
        }
        else if (field == 1 && weak == 2)
        {
            Sever(holder, model.FieldsOf(holder)[0], old);
        }
        else if (field >= weak && !IsClearing)
        {
            Cut(holder, field, old, value);
        }
    }

    /// <summary>
    /// An ephemeron without a key keeps its value by itself; where ephemerons are strong, the key is a field like others.
    /// </summary>
    private void ChangeKey(int ephemeron, int weak, int key)
    {
        int hanging = model.FieldsOf(ephemeron)[1];
        if (weak == 2)
        {
            Sever(ephemeron, key, hanging);
        }
        else if (key != 0)
        {
            Cut(ephemeron, 0, key, 0);
        }
        else
        {
            Cut(ephemeron, 1, hanging, 0);
        }
    }

    private void Sever(int ephemeron, int key, int value)
    {
        if (value != 0 && !IsClearing)
        {
            _severed.Add(new Severance(ephemeron, key, value, Step));
        }
        else if (value != 0)
        {
            // A finalizer may make the key live again, but not the value; so it is asked now when the key died.
            _deaths ??= new DeathTimes(model, this);
            int first = _deaths.Of(ephemeron) < _deaths.Of(key) ? ephemeron : key;
            _lapses.Add(new Lapse(value, Math.Min(Step, _deaths.Of(first)), _deaths.CutOf(first)));
        }
    }

    private void Cut(int holder, int field, int old, int value)
    {
        if (old != 0 && old != value)
        {
            _cuts[old] = new ReferenceCut(Step, holder, field, Root.None, 0, old, InFinalizer);
        }
    }
}
