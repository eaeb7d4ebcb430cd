namespace GcVerify.Generators;

/// <summary>Many objects that die young. A few survive in a table, where later ones take their place.</summary>
internal sealed class ChurnStyle : Style
{
    private int _table;
    private int _surviveOneIn;
    private int _collectOneIn;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.NeedLocals(3);
        _table = draft.Random.Below(draft.Roots.Visible);
        _surviveOneIn = 4 << draft.Random.Below(4);
        _collectOneIn = (draft.Length > 4096 ? 32 : 4) << draft.Random.Below(3);
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        int table = _table < draft.Roots.Visible ? _table : 0;
        int young = draft.After(table), last = draft.After(young);
        if (draft.Roots.Get(table).Fields == 0)
        {
            draft.New(table, draft.Palette.Table);
        }

        int count = draft.Random.Between(1, 12);
        for (int i = 0; i < count && !draft.IsFull; i++)
        {
            Allocate(draft, table, young, last);
        }

        if (draft.Random.OneIn(_collectOneIn))
        {
            draft.CollectSomehow();
        }
    }

    private void Allocate(ProgramDraft draft, int table, int young, int last)
    {
        draft.New(young, draft.Palette.Pick(draft.Random));
        if (draft.Roots.Get(young).Fields > 0 && draft.Random.OneIn(4))
        {
            draft.Store(young, draft.FieldAt(young), draft.Random.OneIn(2) ? last : young);
        }
        else if (draft.Random.OneIn(4))
        {
            draft.New(last, draft.Palette.Pick(draft.Random));
        }

        if (draft.Random.OneIn(_surviveOneIn))
        {
            // Not as the habit is: all fields of the table are to be used.
            draft.Store(table, draft.Random.Below(Math.Max(1, draft.Roots.Get(table).Fields)), young);
        }
    }
}
