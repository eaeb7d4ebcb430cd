using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// What a mutator can do to weak references and ephemerons between the slices of a collection: load what only they lead to, store into them, change a key, overwrite a value whose key has not been
/// reached, and take an object with a finalizer into a root. Then the collection ends, and everything is looked at.
/// </summary>
internal sealed class WeakSlicesStyle : Style
{
    private const int Holder = 0, Key = 1, Value = 2, Pair = 3, Reference = 4, Cursor = 5, Roots = 6;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft) => draft.NeedLocals(Roots);

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        RootRow row = RootRow.Draw(draft);
        int field = Furnish(draft, row);
        Steps(draft, 1);
        Interfere(draft, row, field);
        Steps(draft, 0);
        if (draft.Random.OneIn(2))
        {
            Interfere(draft, row, field);
        }

        draft.Add(draft.Random.OneIn(3) ? Operation.Collect() : Operation.Step(ProgramDraft.WholeCollection));
        draft.AllocateAgain(draft.Random.Below(3));
        WeakStyle.Look(draft, row[Value], row[Pair]);
        WeakStyle.Look(draft, row[Key], row[Reference]);
        draft.ReadEverything(8);
    }

    /// <summary>An ephemeron, whose key a holder keeps as often as not, and a weak reference to key or value.</summary>
    private static int Furnish(ProgramDraft draft, RootRow row)
    {
        draft.New(row[Holder], draft.Palette.PickLink(draft.Random));
        int field = draft.FieldAt(row[Holder]);
        draft.New(row[Key], WeakStyle.Subject(draft));
        draft.New(row[Value], WeakStyle.Subject(draft));
        if (draft.Random.OneIn(2))
        {
            draft.Store(row[Holder], field, row[Key]);
        }

        if (draft.Uses(LanguageFeatures.Ephemerons))
        {
            draft.Ephemeron(row[Pair], row[Key], row[Value]);
        }

        draft.Weak(row[Reference], row[draft.Random.OneIn(2) ? Key : Value]);
        draft.Clear(row[Value]);
        if (!draft.Random.OneIn(4))
        {
            draft.Clear(row[Key]);
        }

        return field;
    }

    private static void Interfere(ProgramDraft draft, RootRow row, int field)
    {
        switch (draft.Random.Below(6))
        {
            case 0:
                draft.Deref(row[Cursor], row[Reference]);
                break;
            case 1:
                draft.Store(row[Reference], 0, draft.OccupiedRoot());
                break;
            case 2:
                draft.Store(row[Pair], 0, row[Holder]);
                break;
            case 3:
                draft.StoreNull(row[Pair], draft.Random.Below(2));
                break;
            case 4:
                draft.Load(row[Cursor], row[Pair], draft.Random.Below(2));
                break;
            default:
                draft.Load(row[Cursor], row[Holder], field);
                draft.StoreNull(row[Holder], field);
                break;
        }
    }

    private static void Steps(ProgramDraft draft, int least)
    {
        for (int i = draft.Random.Between(least, 3); i > 0; i--)
        {
            draft.Step();
        }
    }
}
