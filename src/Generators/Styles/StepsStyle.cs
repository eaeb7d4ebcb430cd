using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// k steps, one write, run to the end. Consecutive programs of the preset differ in k alone, so that a bug that needs the write
/// at one exact position of a collection meets it there. In some of the sweeps the write is an allocation.
/// </summary>
/// <param name="interleaved">Whether this is one style of several, where a burst takes a part of the program and a position drawn at random.</param>
internal sealed class StepsStyle(bool interleaved = false) : Style
{
    private Shape _holder;
    private int _budget;
    private int _event;
    private int _left;

    /// <summary>Positions that a program of so many operations can sweep, after a quarter for the objects and before a quarter for the end.</summary>
    public static int PositionsFor(int operations) => Math.Max(1, operations / 2);

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.NeedLocals(3);
        _holder = draft.Random.OneIn(4) ? draft.Palette.Table : Shape.Plain(draft.Random.Between(1, 4), draft.Random.Below(3));
        _budget = Math.Min(4, draft.Habits.StepBudget);
        _event = draft.Random.Below(8);
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        int length = interleaved ? Math.Min(draft.Remaining, draft.Random.Between(24, LongestBurst)) : draft.Remaining;
        int position = interleaved ? draft.Random.Below(PositionsFor(length)) : draft.Position;
        _left = draft.Remaining - length;
        int root = draft.AnyRoot(), other = draft.After(root), spare = draft.After(other);
        Build(draft, root, other, spare, length / 4);
        for (int i = 0; i < position && !draft.IsFull; i++)
        {
            draft.Add(Operation.Step(_budget));
        }

        WriteOnce(draft, root, other, spare);
        RunToEnd(draft, 2 + (length / 8));
    }

    /// <summary>Two structures held by two roots, with garbage between them.</summary>
    private void Build(ProgramDraft draft, int root, int other, int spare, int operations)
    {
        int until = draft.Remaining - operations;
        draft.New(root, _holder);
        draft.New(other, _holder);

        // Both need a child, or the write would have nothing to hide.
        GiveChild(draft, root, spare);
        GiveChild(draft, other, spare);

        // A round takes up to four operations, and the last operation drops what was built last.
        while (draft.Remaining > until + 4)
        {
            int holder = draft.Random.OneIn(2) ? root : other;
            GiveChild(draft, holder, spare);
            if (draft.Roots.Get(spare).Fields > 0 && draft.Random.OneIn(3))
            {
                draft.Store(spare, draft.Random.Below(draft.Roots.Get(spare).Fields), holder);
                draft.Assign(holder, spare);
            }
        }

        draft.Clear(spare);
    }

    private void GiveChild(ProgramDraft draft, int holder, int spare)
    {
        draft.New(spare, draft.Random.OneIn(3) ? draft.Palette.Pick(draft.Random) : _holder);
        draft.Store(holder, draft.Random.Below(Math.Max(1, draft.Roots.Get(holder).Fields)), spare);
    }

    private void WriteOnce(ProgramDraft draft, int root, int other, int spare)
    {
        int source = draft.LinkedFieldAt(root), target = draft.FieldAt(other);
        switch (_event)
        {
            case 0:
                draft.New(spare, draft.Palette.Pick(draft.Random));
                break;
            case 1:
                // The new object becomes the only holder of an old one: two more writes, without which it would hide nothing.
                draft.New(spare, draft.Palette.Link);
                draft.Move(root, source, spare, 0);
                break;
            case 2:
                draft.Load(spare, root, source);
                draft.StoreNull(root, source);
                break;
            case 3:
                draft.Store(other, target, root);
                draft.Clear(root);
                break;
            case 4:
                draft.Blit(root, source, other, target, draft.Random.Between(1, 3));
                break;
            default:
                draft.Move(root, source, other, target);
                break;
        }
    }

    /// <summary>Steps to the end of the collection and beyond, by small slices or larger ones; what was freed is allocated again, and everything is read.</summary>
    private void RunToEnd(ProgramDraft draft, int reading)
    {
        int budget = draft.Random.OneIn(2) ? _budget : 8 * _budget;
        while (draft.Remaining > _left + reading)
        {
            draft.Add(Operation.Step(budget));
        }

        draft.Add(draft.Random.OneIn(4) ? Operation.Collect() : Operation.Step(ProgramDraft.WholeCollection));
        draft.AllocateAgain(reading / 4);
        draft.ReadEverything(reading / 2);
        while (draft.Remaining > _left)
        {
            draft.Add(Operation.Step(budget));
        }
    }
}
