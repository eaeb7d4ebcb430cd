using System.Numerics;
using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// What a generator believes the roots to hold. The roots that an operation can name now, globals and the locals of the current
/// frame, are numbered from 0, globals first: a number is cheap to draw, and sets of roots are bit masks. Nearly every generated
/// operation comes here several times, with numbers that no branch predictor can guess; hence tables and masks in place of branches.
/// </summary>
internal sealed class ShadowRoots
{
    /// <summary>Most roots that can be visible at once: half the bits of a word, so that a set can be rotated in one.</summary>
    public const int MaximumVisible = 32;

    /// <summary>Most frames that generated programs have at once.</summary>
    public const int MaximumFrames = 12;

    // Each frame has a window of its own: a copy of the globals, then its locals.
    private readonly ShadowObject[] _slots = new ShadowObject[MaximumVisible * MaximumFrames];
    private readonly int[] _visible = new int[MaximumFrames];
    private readonly Root[]?[] _namesByGlobals = new Root[MaximumVisible + 1][];
    private Root[] _names = [];
    private int _window;

    /// <summary>Globals.</summary>
    public int Globals { get; private set; }

    /// <summary>Roots that can be named.</summary>
    public int Visible { get; private set; }

    /// <summary>Those that hold an object.</summary>
    public uint Occupied { get; private set; }

    /// <summary>Those that hold an object with reference fields.</summary>
    public uint Holders { get; private set; }

    /// <summary>Frames, the main one included.</summary>
    public int Frames { get; private set; }

    /// <summary>All that can be named.</summary>
    public uint All => uint.MaxValue >> (MaximumVisible - Visible);

    /// <summary>All roots are null, and there is only the main frame.</summary>
    public void Reset(int locals, int globals)
    {
        Globals = globals;
        _names = _namesByGlobals[globals] ??= NamesOf(globals);
        Frames = 0;
        _window = 0;
        _slots.AsSpan(0, globals).Clear();
        Begin(locals);
    }

    /// <summary>How an operation names root <paramref name="number"/>.</summary>
    public Root NameOf(int number) => _names[number];

    /// <summary>What root <paramref name="number"/> holds.</summary>
    public ShadowObject Get(int number) => _slots[unchecked(_window + number)];

    /// <summary>Notes what root <paramref name="number"/> holds from now on.</summary>
    public void Set(int number, ShadowObject value)
    {
        _slots[unchecked(_window + number)] = value;
        uint others = ~(1u << number);
        Occupied = (Occupied & others) | (BitIf(!value.IsNull) << number);
        Holders = (Holders & others) | (BitIf(value.Fields != 0) << number);
    }

    /// <summary>A frame of <paramref name="locals"/> locals begins. It must be one that still fits.</summary>
    public void Enter(int locals)
    {
        ReadOnlySpan<ShadowObject> globals = _slots.AsSpan(_window, Globals);
        _window += MaximumVisible;
        globals.CopyTo(_slots.AsSpan(_window));
        Begin(locals);
    }

    /// <summary>The current frame ends; it must not be the main one.</summary>
    public void Leave()
    {
        ReadOnlySpan<ShadowObject> globals = _slots.AsSpan(_window, Globals);
        _window -= MaximumVisible;
        globals.CopyTo(_slots.AsSpan(_window));
        Frames--;
        Look();
    }

    /// <summary>The first member of <paramref name="set"/> at or after root <paramref name="start"/>, going round; <paramref name="start"/> itself if the set is empty.</summary>
    public int FirstFrom(int start, uint set)
    {
        unchecked
        {
            // The set twice in a row, and behind it the start itself, which is found if nothing else is.
            ulong twice = set | ((ulong)set << Visible) | (1UL << (start + Visible));
            int found = start + BitOperations.TrailingZeroCount(twice >> start);
            int wraps = (Visible - 1 - found) >> 31;
            return found - (Visible & wraps);
        }
    }

    private static Root[] NamesOf(int globals) =>
        [.. Enumerable.Range(0, MaximumVisible).Select(number => number < globals ? Root.Global(number) : Root.Local(number - globals))];

    private void Begin(int locals)
    {
        _visible[Frames++] = Globals + locals;
        _slots.AsSpan(_window + Globals, locals).Clear();
        Look();
    }

    private void Look()
    {
        Visible = _visible[Frames - 1];
        uint occupied = 0, holders = 0;
        ReadOnlySpan<ShadowObject> visible = _slots.AsSpan(_window, Visible);
        for (int number = 0; number < visible.Length; number++)
        {
            occupied |= BitIf(!visible[number].IsNull) << number;
            holders |= BitIf(visible[number].Fields != 0) << number;
        }

        Occupied = occupied;
        Holders = holders;
    }

    private static uint BitIf(bool condition) => condition ? 1u : 0u;
}
