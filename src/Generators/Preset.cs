using System.Collections.Immutable;

namespace GcVerify.Generators;

/// <summary>A named style of generated programs.</summary>
public sealed class Preset
{
    private readonly Func<Style> _style;

    private Preset(string name, string summary, Func<Style> style)
    {
        Name = name;
        Summary = summary;
        _style = style;
    }

    /// <summary>The name that a user types.</summary>
    public string Name { get; }

    /// <summary>What the programs are like, in one line.</summary>
    public string Summary { get; }

    /// <summary>Objects that can be live at the same time, about; then everything is dropped, so that a long program costs per operation what a short one does.</summary>
    internal int LiveObjects { get; private init; } = 600;

    /// <summary>Whether the heap is to be scarce.</summary>
    internal bool ScarceHeap { get; private init; }

    /// <summary>How many consecutive programs of so many operations are the same but for the position of one operation.</summary>
    internal Func<int, int> Positions { get; private init; } = _ => 1;

    /// <summary>The default: all other styles, alone and interleaved, each operation weighted anew for each program.</summary>
    public static Preset Mixed { get; } = new("mixed", "all other styles, alone and interleaved; weights drawn anew for each program", () => new MixedStyle());

    /// <summary>Every operation and operand equally likely.</summary>
    public static Preset Uniform { get; } = new("uniform", "every operation and operand equally likely, whatever it meets", () => new UniformStyle());

    /// <summary>Cycles.</summary>
    public static Preset Cycles { get; } = new("cycles", "cycles, held and dropped, with tails and references between them", () => new CyclesStyle());

    /// <summary>Long lists.</summary>
    public static Preset Lists { get; } = new("lists", "long lists: grown, walked, cut and dropped", () => new ListsStyle(longest: 50_000)) { LiveObjects = 50_000 };

    /// <summary>Trees.</summary>
    public static Preset Trees { get; } = new("trees", "trees: built by recursion and by insertion, pruned, shared and copied", () => new TreesStyle()) { LiveObjects = 4_000 };

    /// <summary>Many objects that die young.</summary>
    public static Preset Churn { get; } = new("churn", "many objects that die young, few that survive", () => new ChurnStyle());

    /// <summary>References from old objects to young ones.</summary>
    public static Preset OldToYoung { get; } = new("old-to-young", "young references stored into aged objects in every way, then a minor collection", () => new OldToYoungStyle());

    /// <summary>References hidden from an incremental tracer.</summary>
    public static Preset Moves { get; } = new("moves", "steps of collection interleaved with writes that hide references", () => new MovesStyle());

    /// <summary>One write at every position of a collection.</summary>
    public static Preset Steps { get; } = new("steps", "k steps, one write or allocation, then run to the end: k swept from program to program", () => new StepsStyle())
    {
        Positions = StepsStyle.PositionsFor,
    };

    /// <summary>Weak references, ephemerons and finalizers.</summary>
    public static Preset Weak { get; } = new("weak", "weak references, ephemerons and finalizers: chains, cycles, resurrection", () => new WeakStyle());

    /// <summary>A heap that runs out.</summary>
    public static Preset SmallHeap { get; } = new("small-heap", "as mixed, in a heap of 0.3 to 1.2 of the words that the program allocates", () => new MixedStyle()) { ScarceHeap = true };

    /// <summary>All presets, the default first.</summary>
    public static ImmutableArray<Preset> All { get; } =
        [Mixed, Uniform, Cycles, Lists, Trees, Churn, OldToYoung, Moves, Steps, Weak, SmallHeap];

    /// <summary>The preset of this name, or null.</summary>
    public static Preset? TryFind(string name)
    {
        foreach (Preset preset in All)
        {
            if (preset.Name == name)
            {
                return preset;
            }
        }

        return null;
    }

    /// <summary>A fresh instance of its style, which has state.</summary>
    internal Style CreateStyle() => _style();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
