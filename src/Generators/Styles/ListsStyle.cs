using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Linked lists, deeper than a mark stack or the machine's own stack may be: grown at either end, collected, walked, cut, dropped.</summary>
internal sealed class ListsStyle(int longest) : Style
{
    private int _length;
    private int _collectOneIn;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.NeedLocals(3);
        int most = Math.Max(2, Math.Min(longest, draft.Length * 2 / 5));
        _length = draft.Random.OneIn(4) ? draft.Random.Between(1, most) : most;
        _collectOneIn = 16 << draft.Random.Below(6);
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        int head = draft.TargetRoot(), other = draft.After(head), cursor = draft.After(other);
        Shape shape = draft.Palette.PickLink(draft.Random);
        draft.New(head, shape);
        int field = draft.FieldAt(head) % shape.Fields;
        bool prepends = !draft.Random.OneIn(3);
        int first = prepends ? Prepend(draft, shape, field, head, other) : Append(draft, shape, field, head, other, cursor);
        draft.CollectSomehow();
        Walk(draft, field, first, cursor);
        End(draft, field, first, cursor);
    }

    /// <summary>Grows at the head, in two operations an object. Returns the root that holds the list.</summary>
    private int Prepend(ProgramDraft draft, Shape shape, int field, int head, int other)
    {
        for (int i = 1; i < _length && !draft.IsFull; i++)
        {
            draft.New(other, shape);
            draft.Store(other, field, head);
            (head, other) = (other, head);
            CollectAtTimes(draft);
        }

        // The other root holds the second object: were it kept, the list could not be dropped as a whole.
        draft.Clear(other);
        return head;
    }

    /// <summary>Grows at the tail: each object is stored into an older one.</summary>
    private int Append(ProgramDraft draft, Shape shape, int field, int head, int tail, int next)
    {
        draft.Assign(tail, head);
        for (int i = 1; i < _length && !draft.IsFull; i++)
        {
            draft.New(next, shape);
            draft.Store(tail, field, next);
            draft.Assign(tail, next);
            CollectAtTimes(draft);
        }

        draft.Clear(tail);
        draft.Clear(next);
        return head;
    }

    private void CollectAtTimes(ProgramDraft draft)
    {
        if (draft.Random.OneIn(_collectOneIn))
        {
            draft.Add(PartOfCollection(draft));
        }
    }

    private static Operation PartOfCollection(ProgramDraft draft) =>
        draft.Uses(LanguageFeatures.Steps) ? Operation.Step(1 + draft.Random.Below(draft.Habits.StepBudget))
        : draft.Uses(LanguageFeatures.Generations) ? Operation.Collect(0)
        : Operation.Collect();

    private void Walk(ProgramDraft draft, int field, int head, int cursor)
    {
        draft.Assign(cursor, head);
        int steps = Math.Min(draft.Random.Below(_length + 1), draft.Length / 8);
        for (int i = 0; i < steps && !draft.IsFull; i++)
        {
            draft.Load(cursor, cursor, field);
        }
    }

    /// <summary>Cuts the list where the walk ended, drops it, hands its end to a root, or leaves it.</summary>
    private static void End(ProgramDraft draft, int field, int head, int cursor)
    {
        switch (draft.Random.Below(4))
        {
            case 0:
                draft.StoreNull(cursor, field);
                break;
            case 1:
                draft.Clear(head);
                draft.Clear(cursor);
                break;
            case 2:
                draft.Clear(head);
                break;
            default:
                break;
        }

        draft.CollectSomehow();
    }
}
