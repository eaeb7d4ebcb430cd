using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// The program being written: one method for each operation, which appends it and follows what it does to the shadow. Roots are
/// given by their visible number (<see cref="ShadowRoots"/>). Once the program is as long as it is to be, nothing is appended any more.
/// </summary>
internal sealed partial class ProgramDraft
{
    /// <summary>The budget of a step that runs a collection to its end.</summary>
    public const int WholeCollection = 1 << 12;

    /// <summary>Names of regions: one for each style of <c>mixed</c> would tell no more.</summary>
    private static readonly ImmutableArray<string> _regionNames = ["warm-up", "work"];

    private readonly ShadowFields _fields = new();
    private readonly FinalizerWriter _finalizerWriter = new();
    private readonly int[] _copied = new int[Limits.DeepCopyObjects];
    private ProgramBuffer _into = new();
    private int _lastId;
    private int _liveLimit;
    private int _immortalsLeft;
    private int _containers;
    private int _favouriteContainer;

    /// <summary>Where all choices come from.</summary>
    public SeededRandom Random { get; } = new(0);

    /// <summary>What the roots hold.</summary>
    public ShadowRoots Roots { get; } = new();

    /// <summary>The shapes of this program.</summary>
    public Palette Palette { get; } = new();

    /// <summary>The character of this program.</summary>
    public Habits Habits { get; } = new();

    /// <summary>The features that this program uses.</summary>
    public LanguageFeatures Features { get; private set; }

    /// <summary>The operations that the program is to have.</summary>
    public int Length { get; private set; }

    /// <summary>Which of the programs that differ in a position only this is.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the heap is to be scarce.</summary>
    public bool ScarceHeap { get; private set; }

    /// <summary>Words that the program allocates, as far as is known.</summary>
    public long Words { get; private set; }

    /// <summary>Objects allocated since everything was dropped: no more than these are live.</summary>
    public int Live { get; private set; }

    /// <summary>Operations still to be written.</summary>
    public int Remaining => Length - _into.Count;

    /// <summary>Whether the program is complete.</summary>
    public bool IsFull => _into.Count >= Length;

    /// <summary>Begins a program. The source of choices has been seeded.</summary>
    public void Begin(ProgramBuffer into, int length, int position, LanguageFeatures features, Preset preset)
    {
        into.Clear();
        _into = into;
        Length = length;
        Position = position;
        Features = features;
        ScarceHeap = preset.ScarceHeap;
        Words = 0;
        Live = 0;
        _lastId = 0;
        _liveLimit = preset.LiveObjects;
        _immortalsLeft = 8;
        _fields.Clear();
        Habits.Draw(Random);
        DeclareRoots(Random.OneIn(8) ? Random.Between(5, 8) : Random.Between(1, 4), Random.Below(4));
        if (Uses(LanguageFeatures.Finalizers) && Random.OneIn(2))
        {
            _into.Finalizers = _finalizerWriter.Write(Random, into.Globals);
        }

        Palette.Draw(Random, features, _into.Finalizers.Length);
    }

    /// <summary>Sets the sizes of the main frame and of the globals; only before the first operation.</summary>
    public void DeclareRoots(int locals, int globals)
    {
        _into.Locals = locals;
        _into.Globals = globals;
        Roots.Reset(locals, globals);
    }

    /// <summary>Makes sure that the main frame has so many locals; only before the first operation.</summary>
    public void NeedLocals(int locals)
    {
        if (_into.Locals < locals)
        {
            DeclareRoots(locals, _into.Globals);
        }
    }

    /// <summary>Makes sure that there are finalizers, where the program uses them, and a global to resurrect into; only before the first operation.</summary>
    public void NeedFinalizers()
    {
        if (!Uses(LanguageFeatures.Finalizers) || Palette.HasFinalizers)
        {
            return;
        }

        if (_into.Globals == 0)
        {
            DeclareRoots(_into.Locals, 1);
        }

        _into.Finalizers = _finalizerWriter.Write(Random, _into.Globals);
        Palette.Finalizers = _into.Finalizers.Length;
    }

    /// <summary>Declares the names of regions.</summary>
    public void DeclareRegions() => _into.Regions = _regionNames;

    /// <summary>Whether the program uses a feature.</summary>
    public bool Uses(LanguageFeatures feature) => (Features & feature) != 0;

    /// <summary>Appends an operation that the shadow need not follow.</summary>
    public void Add(Operation operation)
    {
        if (!IsFull)
        {
            _into.Add(_containers > 1 && operation.Kind == OperationKind.New ? InSomeContainer(operation) : operation);
        }
    }

    /// <summary>Chooses among so many containers for each object from here on; barriers that are missing are so in one of them.</summary>
    public void ChooseContainers(int containers)
    {
        _containers = Math.Min(containers, byte.MaxValue + 1);
        _favouriteContainer = _containers > 1 ? Random.Below(_containers) : 0;
    }

    /// <summary>Drops everything if too much may be live by now.</summary>
    public void BoundLive()
    {
        if (Live >= _liveLimit)
        {
            DropEverything();
        }
    }

    /// <summary>Leaves all frames and clears all roots. Immortal objects are for the time before: what they hold stays for ever.</summary>
    public void DropEverything()
    {
        while (Roots.Frames > 1)
        {
            Return(-1, -1);
        }

        for (int root = 0; root < Roots.Visible; root++)
        {
            Clear(root);
        }

        // Objects whose finalizers are pending are live, and what they reach.
        if (Palette.HasFinalizers)
        {
            Add(Operation.Finalize());
        }

        Live = 0;
        _immortalsLeft = 0;
    }

    private Operation InSomeContainer(in Operation allocation)
    {
        int container = Random.OneIn(4) ? 0 : Random.OneIn(2) ? _favouriteContainer : Random.Below(_containers);
        return Operation.New(allocation.RootAt(0), allocation.Shape with { Container = (byte)container });
    }

    private ShadowObject Allocate(Shape shape)
    {
        var allocated = new ShadowObject(++_lastId, shape);
        Words += allocated.Words;

        // A finalizer may allocate too.
        Live += shape.Kind == ObjectKind.Finalizable ? 4 : 1;
        return allocated;
    }
}
