using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Cycles: of one object to many, with tails, tied to what else is there, held from outside or dropped.</summary>
internal sealed class CyclesStyle : Style
{
    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft) => draft.NeedLocals(3);

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        Shape shape = draft.Palette.PickLink(draft.Random);
        int head = draft.TargetRoot(), tail = draft.After(head), next = draft.After(tail);
        int field = CloseCycle(draft, shape, head, tail, next);
        if (shape.Fields > 1)
        {
            Decorate(draft, tail, next, Other(draft, field, shape.Fields));
        }

        Release(draft, head, tail, next);
        if (draft.Random.OneIn(2))
        {
            draft.CollectSomehow();
        }
    }

    /// <summary>Builds a cycle; the root <paramref name="head"/> holds its first object and <paramref name="tail"/> its last. Returns the field that links it.</summary>
    private static int CloseCycle(ProgramDraft draft, Shape shape, int head, int tail, int next)
    {
        draft.New(head, shape);
        draft.Assign(tail, head);
        int field = draft.FieldAt(head) % shape.Fields;
        int length = Length(draft);
        bool forwards = draft.Random.OneIn(2);
        for (int i = 1; i < length && !draft.IsFull; i++)
        {
            draft.New(next, shape);
            draft.Store(forwards ? tail : next, field, forwards ? next : tail);
            draft.Assign(tail, next);
        }

        draft.Store(forwards ? tail : head, field, forwards ? head : tail);
        return field;
    }

    private static int Length(ProgramDraft draft) => draft.Random.Below(32) switch
    {
        < 8 => 1,
        < 16 => 2,
        < 31 => draft.Random.Between(3, 6),
        _ => Math.Max(1, Math.Min(draft.Random.Between(20, 90), draft.Remaining / 3)),
    };

    private static int Other(ProgramDraft draft, int field, int fields) => (field + 1 + draft.Random.Below(fields - 1)) % fields;

    /// <summary>A tail that hangs from the cycle, an object of another structure that holds it or is held by it, or a second way round.</summary>
    private static void Decorate(ProgramDraft draft, int tail, int next, int field)
    {
        switch (draft.Random.Below(4))
        {
            case 0:
                draft.New(next, draft.Palette.Pick(draft.Random));
                draft.Store(tail, field, next);
                break;
            case 1:
                draft.Store(tail, field, draft.OccupiedRoot());
                break;
            case 2:
                int holder = draft.HolderRoot();
                draft.Store(holder, draft.FieldAt(holder), tail);
                break;
            default:
                break;
        }
    }

    /// <summary>Drops the cycle whole, or leaves one of its objects held.</summary>
    private static void Release(ProgramDraft draft, int head, int tail, int next)
    {
        int kept = draft.Random.Below(6);
        if (kept != 0)
        {
            draft.Clear(head);
        }

        if (kept != 1)
        {
            draft.Clear(tail);
        }

        if (kept != 2)
        {
            draft.Clear(next);
        }
    }
}
