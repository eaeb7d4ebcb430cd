using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Trees: built from below by recursion through frames, or from above by insertion; then pruned, shared, copied and read.</summary>
internal sealed class TreesStyle : Style
{
    private Shape _node;
    private int _depth;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.NeedLocals(3);
        _node = Shape.Plain(draft.Random.Between(2, 4), draft.Random.Below(3));
        int deepest = _node.Fields == 2 ? 6 : 3;
        _depth = draft.Random.Between(2, Math.Max(2, Math.Min(deepest, int.Log2(Math.Max(4, draft.Length)) - 3)));
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        int root = draft.TargetRoot(), cursor = draft.After(root), next = draft.After(cursor);
        if (draft.Random.OneIn(2))
        {
            GrowByCall(draft, root, _depth);
        }
        else
        {
            draft.New(root, _node);
            int nodes = Math.Min(draft.Random.Between(4, 4 << _depth), 1 + (draft.Remaining / 6));
            for (int i = 0; i < nodes && !draft.IsFull; i++)
            {
                Insert(draft, root, cursor, next);
            }
        }

        draft.CollectSomehow();
        Change(draft, root, cursor, next);
        draft.ReadEverything(12);
    }

    /// <summary>A call that builds a tree and returns it into a root of the caller, as a recursive procedure would.</summary>
    private void GrowByCall(ProgramDraft draft, int target, int depth)
    {
        if (draft.IsFull || draft.Roots.Frames == ShadowRoots.MaximumFrames)
        {
            return;
        }

        draft.Call(2);
        int self = draft.Roots.Globals, child = self + 1;
        draft.New(self, _node);
        for (int field = 0; field < _node.Fields && depth > 0; field++)
        {
            GrowByCall(draft, child, depth - 1);
            draft.Store(self, field, child);
        }

        draft.Return(target, self);
    }

    /// <summary>Goes down at random until a field is null and puts a new node there.</summary>
    private void Insert(ProgramDraft draft, int root, int cursor, int next)
    {
        draft.Assign(cursor, root);
        int field = draft.Random.Below(_node.Fields);
        for (int depth = 0; depth < 12 && !draft.Read(draft.Roots.Get(cursor), field).IsNull; depth++)
        {
            draft.Load(cursor, cursor, field);
            field = draft.Random.Below(_node.Fields);
        }

        draft.New(next, _node);
        draft.Store(cursor, field, next);
    }

    private void Change(ProgramDraft draft, int root, int cursor, int next)
    {
        draft.Assign(cursor, root);
        int depth = draft.Random.Below(_depth + 1);
        for (int i = 0; i < depth; i++)
        {
            draft.Load(cursor, cursor, draft.LinkedFieldAt(cursor));
        }

        int field = draft.Random.Below(_node.Fields), other = draft.Random.Below(_node.Fields);
        switch (draft.Random.Below(7))
        {
            case 0: draft.StoreNull(cursor, field); break;
            case 1: draft.Store(root, other, cursor); break;
            case 2: draft.Move(cursor, field, root, other); break;
            case 3: draft.DeepCopy(next, cursor); break;
            case 4: draft.Store(cursor, field, root); break;
            case 5: draft.Blit(cursor, 0, root, 0, _node.Fields); break;
            default: draft.Clear(root); break;
        }

        draft.CollectSomehow();
    }
}
