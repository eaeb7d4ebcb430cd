using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Verification;

/// <summary>What a mutator can see, one thing at a time.</summary>
internal enum SeenKind
{
    /// <summary>An allocation succeeded.</summary>
    Allocated,

    /// <summary>A reference was loaded.</summary>
    Loaded,

    /// <summary>A weak reference or an ephemeron was asked for what it refers to.</summary>
    Dereferenced,

    /// <summary>The subject broke down.</summary>
    BrokeDown,

    /// <summary>A root at the end.</summary>
    Root,

    /// <summary>An object at the end.</summary>
    Object,
}

/// <summary>Something that a mutator saw.</summary>
/// <param name="Index">The operation of the program.</param>
/// <param name="Primitive">The operation as it was executed.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Number">The object concerned.</param>
/// <param name="Text">What there is to compare beside the number.</param>
internal readonly record struct Seen(int Index, Operation Primitive, SeenKind Kind, int Number, string Text);

/// <summary>
/// Writes down what the mutator sees of a run, as far as it may not depend on the collector: allocations, loads, and the graph that is
/// reachable at the end, by number, shape
/// and content. When finalizers run depends on the collector, so nothing is written down after the first has begun. Reusable.
/// </summary>
internal sealed class MutatorView : ObserverBase
{
    private readonly List<Seen> _seen = [];
    private readonly SortedDictionary<int, string> _objects = [];
    private readonly List<int> _roots = [];
    private readonly StringBuilder _text = new();
    private int _index;
    private int _length;
    private bool _rawWords;
    private Operation _primitive;

    /// <summary>What was seen, in order; the graph at the end last.</summary>
    public IReadOnlyList<Seen> All => _seen;

    /// <summary>What the subject promises; null if it broke down before it said so.</summary>
    public Promises? Promises { get; private set; }

    /// <summary>Whether an allocation was refused, which depends on the collector as does all that follows.</summary>
    public bool Refusals { get; private set; }

    /// <summary>Whether something was left out because finalizers ran.</summary>
    public bool IsCut { get; private set; }

    /// <summary>To be called before the subject is run.</summary>
    /// <param name="program">The program.</param>
    /// <param name="rawWords">Whether raw words are to be compared; some subjects do not show them.</param>
    public void Begin(MutatorProgram program, bool rawWords)
    {
        _seen.Clear();
        _objects.Clear();
        _roots.Clear();
        _index = 0;
        _length = program.Body.Length;
        _rawWords = rawWords;
        _primitive = default;
        Promises = null;
        Refusals = IsCut = false;
    }

    /// <inheritdoc/>
    public override void Started(MutatorProgram program, Promises promises) => Promises = promises;

    /// <inheritdoc/>
    public override void Executing(int index, in Operation primitive)
    {
        _index = index;
        _primitive = primitive;
    }

    /// <inheritdoc/>
    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state) => Add(SeenKind.Allocated, number);

    /// <inheritdoc/>
    public override void Refused(int words, int longestFreeRun) => Refusals = true;

    /// <inheritdoc/>
    public override void Loaded(int number) =>
        Add(_primitive.Kind == OperationKind.Deref ? SeenKind.Dereferenced : SeenKind.Loaded, number);

    /// <inheritdoc/>
    public override void FinalizerStarted(int number) => IsCut = true;

    /// <inheritdoc/>
    public override void Faulted(SubjectFault fault) => Add(SeenKind.BrokeDown, 0, fault.Message);

    /// <inheritdoc/>
    public override void WalkStarted()
    {
        _roots.Clear();
        _objects.Clear();
    }

    /// <inheritdoc/>
    public override void RootSeen(int position, int number) => _roots.Add(number);

    /// <inheritdoc/>
    public override void ObjectSeen(in ObjectView view)
    {
        _text.Clear().Append(CultureInfo.InvariantCulture, $"{view.Shape.Kind} of {view.Shape.Fields}+{view.Shape.RawWords}");
        foreach (int field in view.Fields)
        {
            _text.Append(' ').Append(NameOf(field));
        }

        foreach (long word in _rawWords ? view.RawWords : [])
        {
            _text.Append(CultureInfo.InvariantCulture, $" {word}");
        }

        // Of two objects with one number, one is wrong; both are told.
        string before = _objects.GetValueOrDefault(view.Number, "");
        _objects[view.Number] = before + (before.Length > 0 ? " and " : "") + _text + (view.ContentsIntact ? "" : ", overwritten");
    }

    /// <inheritdoc/>
    public override void Finished()
    {
        _index = _length;
        _primitive = default;
        for (int i = 0; i < _roots.Count; i++)
        {
            Add(SeenKind.Root, _roots[i], string.Create(CultureInfo.InvariantCulture, $"root {i + 1}"));
        }

        foreach ((int number, string text) in _objects)
        {
            Add(SeenKind.Object, number, text);
        }
    }

    /// <summary>For people.</summary>
    public static string Describe(Seen? seen) => seen switch
    {
        null => "nothing more",
        { Kind: SeenKind.Allocated } one => $"a new object {NameOf(one.Number)}",
        { Kind: SeenKind.BrokeDown } one => "a breakdown: " + one.Text,
        { Kind: SeenKind.Root } one => $"{NameOf(one.Number)} in {one.Text} at the end",
        { Kind: SeenKind.Object } one => $"{NameOf(one.Number)} at the end, {one.Text}",
        { } one => $"{NameOf(one.Number)} where it loads a reference",
    };

    private static string NameOf(int number) => number switch
    {
        0 => "null",
        ObjectView.Dangling => "no object",
        _ => string.Create(CultureInfo.InvariantCulture, $"#{number}"),
    };

    private void Add(SeenKind kind, int number, string text = "")
    {
        if (!IsCut)
        {
            _seen.Add(new Seen(_index, _primitive, kind, number, text));
        }
    }
}
