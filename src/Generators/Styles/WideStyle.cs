using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>One object with more children than a small mark stack or queue has entries, some with a child of their own: filled, collected, read.</summary>
internal sealed class WideStyle : Style
{
    private const int Narrowest = 65;
    private const int Widest = 96;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft) => draft.NeedLocals(3);

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        int holder = draft.TargetRoot(), child = draft.After(holder), grandchild = draft.After(child);

        // Two operations a child and half of one for grandchildren; the rest is for collecting and reading.
        int width = Math.Clamp(draft.Random.Between(Narrowest, Widest), 1, Math.Max(1, draft.Remaining * 3 / 8));
        draft.New(holder, Shape.Plain(width));
        for (int field = 0; field < width && !draft.IsFull; field++)
        {
            draft.New(child, Shape.Plain(1));
            draft.Store(holder, field, child);
            if (draft.Random.OneIn(4))
            {
                draft.New(grandchild, Shape.Plain(0));
                draft.Store(child, 0, grandchild);
            }
        }

        draft.Clear(child);
        draft.Clear(grandchild);
        draft.Collect();
        for (int reads = draft.Random.Below(8); reads > 0 && !draft.IsFull; reads--)
        {
            draft.Load(child, holder, draft.Random.Below(width));
            draft.Load(grandchild, child, 0);
        }

        if (draft.Random.OneIn(2))
        {
            draft.Clear(holder);
        }
    }
}
