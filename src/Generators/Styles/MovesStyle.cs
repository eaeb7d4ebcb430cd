using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Writes that hide references between slices of a collection: the only reference is moved behind what has been scanned.</summary>
internal sealed class MovesStyle : Style
{
    private Shape _holder;
    private int _finishOneIn;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.NeedLocals(3);
        _holder = draft.Random.OneIn(4) ? draft.Palette.Table : draft.Palette.Link;
        _finishOneIn = 2 << draft.Random.Below(4);
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        int first = draft.AnyRoot(), second = draft.After(first), third = draft.After(second);
        Furnish(draft, first, third);
        Furnish(draft, second, third);
        Steps(draft);
        Hide(draft, first, second, third);
        Steps(draft);
        if (draft.Random.OneIn(_finishOneIn))
        {
            Finish(draft);
        }
    }

    /// <summary>Makes sure that a root holds an object with a child.</summary>
    private void Furnish(ProgramDraft draft, int holder, int spare)
    {
        if (draft.Roots.Get(holder).Fields == 0 || draft.Random.OneIn(16))
        {
            draft.New(holder, _holder);
        }

        int field = draft.LinkedFieldAt(holder);
        if (draft.Read(draft.Roots.Get(holder), field).IsNull)
        {
            draft.New(spare, draft.Palette.Pick(draft.Random));
            draft.Store(holder, field, spare);
            draft.Clear(spare);
        }
    }

    private static void Hide(ProgramDraft draft, int from, int to, int spare)
    {
        int source = draft.LinkedFieldAt(from), target = draft.FieldAt(to);
        switch (draft.Random.Below(6))
        {
            case 0:
            case 1:
                draft.Move(from, source, to, target);
                break;
            case 2:
                IntoRoot(draft, from, source, spare);
                draft.Store(to, target, spare);
                draft.Clear(spare);
                break;
            case 3:
                IntoRoot(draft, from, source, spare);
                break;
            case 4:
                draft.Blit(from, source, to, target, draft.Random.Between(1, 3));
                draft.StoreNull(from, source);
                break;
            default:
                Overwrite(draft, from, source, spare);
                break;
        }
    }

    /// <summary>Out of a field into a root, with a slice of collection in between at times.</summary>
    private static void IntoRoot(ProgramDraft draft, int from, int field, int target)
    {
        draft.Load(target, from, field);
        if (draft.Random.OneIn(4))
        {
            draft.Step();
        }

        draft.StoreNull(from, field);
    }

    private static void Overwrite(ProgramDraft draft, int holder, int field, int spare)
    {
        draft.Load(spare, holder, field);
        draft.Store(holder, field, draft.OccupiedRoot());
        draft.Step();
        draft.Store(holder, field, spare);
        draft.Clear(spare);
    }

    private static void Steps(ProgramDraft draft)
    {
        int count = draft.Random.Below(4);
        for (int i = 0; i < count; i++)
        {
            draft.Step();
        }
    }

    /// <summary>Runs the collection to its end, by a large slice or by force, and reads.</summary>
    private static void Finish(ProgramDraft draft)
    {
        draft.Add(draft.Random.OneIn(2) ? Operation.Collect() : Operation.Step(ProgramDraft.WholeCollection));
        draft.AllocateAgain(draft.Random.Below(4));
        draft.ReadEverything(12);
    }
}
