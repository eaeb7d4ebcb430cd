namespace GcVerify.Generators;

/// <summary>
/// Chains of ephemerons, in which the value of one is the key of the next or leads to it, in an order that favours a collector or not, and cycles of them, where values lead to
/// keys. A holder keeps the first key, or nothing does. Then a collection, a look at every value, and the same again after a key has been dropped (Hayes 1997; Handbook 12.2).
/// </summary>
internal sealed class EphemeronsStyle : Style
{
    private const int Most = 3;

    // The row: the holder, then a key and a value for each ephemeron, which takes the root of its key.
    private const int Holder = 0, Spare = 1 + (2 * Most), Roots = Spare + 1;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft) => draft.NeedLocals(Roots);

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        RootRow row = RootRow.Draw(draft);
        int links = draft.Random.Between(1, Most);
        draft.New(row[Holder], draft.Palette.PickLink(draft.Random));
        WeakStyle.Age(draft);
        int field = draft.FieldAt(row[Holder]);
        MakeObjects(draft, row, links, field);
        if (draft.Uses(LanguageFeatures.WeakReferences) && draft.Random.OneIn(2))
        {
            draft.Weak(row[Spare], row[ValueOf(draft.Random.Below(links))]);
        }

        MakeEphemerons(draft, row, links);
        CollectAndLook(draft, row, links);
        if (draft.Random.OneIn(2))
        {
            DropKey(draft, row, field, links);
            CollectAndLook(draft, row, links);
        }
    }

    private static int KeyOf(int link) => 1 + (2 * link);

    private static int ValueOf(int link) => KeyOf(link) + 1;

    /// <summary>Keys and values, of which each leads to the next key or is it.</summary>
    private static void MakeObjects(ProgramDraft draft, RootRow row, int links, int field)
    {
        draft.New(row[KeyOf(0)], WeakStyle.Subject(draft));
        if (!draft.Random.OneIn(6))
        {
            draft.Store(row[Holder], field, row[KeyOf(0)]);
        }

        for (int link = 0; link < links; link++)
        {
            int value = row[ValueOf(link)];
            draft.New(value, WeakStyle.Subject(draft));
            if (link + 1 == links)
            {
                CloseChain(draft, row, value);
            }
            else if (draft.Random.OneIn(4))
            {
                draft.Assign(row[KeyOf(link + 1)], value);
            }
            else
            {
                draft.New(row[KeyOf(link + 1)], WeakStyle.Subject(draft));
                draft.Store(value, draft.FieldAt(value), row[KeyOf(link + 1)]);
            }
        }
    }

    /// <summary>The last value leads to the first key, at times.</summary>
    private static void CloseChain(ProgramDraft draft, RootRow row, int value)
    {
        if (draft.Random.OneIn(4))
        {
            draft.Store(value, draft.FieldAt(value), row[KeyOf(0)]);
        }
    }

    /// <summary>The ephemerons, the first one first or last; then only they lead to their values. At times the holder keeps one.</summary>
    private static void MakeEphemerons(ProgramDraft draft, RootRow row, int links)
    {
        bool backwards = draft.Random.OneIn(2);
        for (int i = 0; i < links; i++)
        {
            int link = backwards ? links - 1 - i : i;
            draft.Ephemeron(row[KeyOf(link)], row[KeyOf(link)], row[ValueOf(link)]);
        }

        for (int link = 0; link < links; link++)
        {
            if (!draft.Random.OneIn(8))
            {
                draft.Clear(row[ValueOf(link)]);
            }
        }

        if (draft.Random.OneIn(8))
        {
            int link = draft.Random.Below(links);
            draft.Store(row[Holder], draft.FieldAt(row[Holder]), row[KeyOf(link)]);
            draft.Clear(row[KeyOf(link)]);
        }
    }

    private static void DropKey(ProgramDraft draft, RootRow row, int field, int links)
    {
        switch (draft.Random.Below(4))
        {
            case 0: draft.StoreNull(row[Holder], field); break;
            case 1: draft.Clear(row[Holder]); break;
            case 2: draft.Clear(row[KeyOf(draft.Random.Below(links))]); break;
            default: draft.New(row[Holder], draft.Palette.PickLink(draft.Random)); break;
        }
    }

    private static void CollectAndLook(ProgramDraft draft, RootRow row, int links)
    {
        draft.CollectSomehow();
        for (int link = 0; link < links; link++)
        {
            WeakStyle.Look(draft, row[ValueOf(link)], row[KeyOf(link)]);
        }
    }
}
