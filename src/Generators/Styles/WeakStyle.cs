using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// Weak references, ephemerons and finalizers, a scene at a time: objects that are reachable only through them, kept or dropped in various orders, a collection, and a look at
/// whatever may have been cleared, freed or resurrected. Which of the three are used is what the program's features say; where they say none, weak references and ephemerons.
/// </summary>
internal sealed class WeakStyle : Style
{
    /// <summary>The features that it is about.</summary>
    public const LanguageFeatures Features = LanguageFeatures.WeakReferences | LanguageFeatures.Ephemerons | LanguageFeatures.Finalizers;

    private readonly Style[] _chosen = new Style[4];
    private readonly Style _weak = new WeakReferencesStyle();
    private readonly Style _ephemerons = new EphemeronsStyle();
    private readonly Style _finalizers = new FinalizersStyle();
    private readonly Style _slices = new WeakSlicesStyle();
    private int _count;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        _count = 0;
        bool none = !draft.Uses(Features);
        Choose(draft, _weak, none || draft.Uses(LanguageFeatures.WeakReferences));
        Choose(draft, _ephemerons, none || draft.Uses(LanguageFeatures.Ephemerons));
        Choose(draft, _finalizers, draft.Uses(LanguageFeatures.Finalizers));
        Choose(draft, _slices, draft.Uses(LanguageFeatures.Steps));
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft) => _chosen[draft.Random.Below(_count)].Write(draft);

    /// <summary>An object that scenes are about: with a finalizer if there is one, at times.</summary>
    public static Shape Subject(ProgramDraft draft) =>
        draft.Palette.HasFinalizers && draft.Random.OneIn(4) ? draft.Palette.PickFinalizable(draft.Random) : draft.Palette.PickLink(draft.Random);

    /// <summary>Lets everything age that there is, where that means something; not always.</summary>
    public static void Age(ProgramDraft draft)
    {
        int collections = draft.Uses(LanguageFeatures.Generations) && draft.Random.OneIn(3) ? draft.Random.Between(1, 3) : 0;
        for (int i = 0; i < collections; i++)
        {
            draft.Add(Operation.Collect(0));
        }
    }

    /// <summary>Asks what a weak reference or an ephemeron yields, and reads it.</summary>
    public static void Look(ProgramDraft draft, int cursor, int source)
    {
        draft.Deref(cursor, source);
        if (draft.Random.OneIn(2))
        {
            draft.Load(cursor, cursor, draft.FieldAt(cursor));
        }

        draft.Clear(cursor);
    }

    private void Choose(ProgramDraft draft, Style style, bool wanted)
    {
        if (wanted)
        {
            _chosen[_count++] = style;
            style.Begin(draft);
        }
    }
}
