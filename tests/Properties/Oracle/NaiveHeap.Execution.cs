using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What each operation does.</summary>
internal sealed partial class NaiveHeap
{
    public void Execute(Operation operation)
    {
        Loads.Clear();
        TakenUp.Clear();
        ValuesChanged.Clear();
        AwaitsAllocation = false;
        switch (operation.Kind)
        {
            case OperationKind.New:
                Await(operation, true);
                break;
            case OperationKind.Weak or OperationKind.Ephemeron:
                Await(operation, Get(operation.RootAt(1)) != 0);
                break;
            case OperationKind.Assign:
                Set(operation.RootAt(0), Get(operation.RootAt(1)));
                break;
            case OperationKind.Clear:
                Set(operation.RootAt(0), 0);
                break;
            case OperationKind.Load when WithFields(operation.RootAt(1)) is { } holder:
                Load(operation.RootAt(0), holder, operation.C % holder.Fields.Length);
                break;
            case OperationKind.Deref when Objects.GetValueOrDefault(Get(operation.RootAt(1))) is { } pair:
                if (pair.Shape.Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
                {
                    Load(operation.RootAt(0), pair, pair.Shape.Kind == ObjectKind.Weak ? 0 : 1);
                }

                break;
            case OperationKind.Store when WithFields(operation.RootAt(0)) is { } holder:
                Store(holder, operation.B % holder.Fields.Length, Get(operation.RootAt(2)));
                break;
            case OperationKind.StoreNull when WithFields(operation.RootAt(0)) is { } holder:
                Store(holder, operation.B % holder.Fields.Length, 0);
                break;
            case OperationKind.StoreRaw when Objects.GetValueOrDefault(Get(operation.RootAt(0))) is { RawWords.Length: > 0 } holder:
                holder.RawWords[operation.B % holder.RawWords.Length] = operation.RawValue;
                break;
            case OperationKind.Move when WithFields(operation.RootAt(0)) is { } from && WithFields(operation.RootAt(2)) is { } to:
                Move(from, operation.B % from.Fields.Length, to, operation.D % to.Fields.Length);
                break;
            case OperationKind.Blit when WithFields(operation.RootAt(0)) is { } from && WithFields(operation.RootAt(2)) is { } to:
                Blit(from, operation.B % from.Fields.Length, to, operation.BlitField % to.Fields.Length, operation.BlitCount);
                break;
            case OperationKind.Call:
                Call(operation, _stackSlots);
                break;
            case OperationKind.ScratchCall:
                Call(operation, _stackSlots + Limits.ScratchSlots);
                break;
            case OperationKind.Return when _frames.Count > 1:
                Return(operation);
                break;
            case OperationKind.Pin or OperationKind.Unpin when Objects.GetValueOrDefault(Get(operation.RootAt(0))) is { } target:
                target.Pinned = operation.Kind == OperationKind.Pin;
                break;
            case OperationKind.Enable:
                Automatic = true;
                break;
            case OperationKind.Disable:
                Automatic = false;
                break;
            default:
                break;
        }
    }

    private NaiveObject? WithFields(Root root) => Objects.GetValueOrDefault(Get(root)) is { Fields.Length: > 0 } holder ? holder : null;

    private void Await(Operation operation, bool allocates)
    {
        _allocating = operation;
        AwaitsAllocation = allocates && (!operation.RootAt(0).IsGlobal || _globals.Length > 0);
    }

    private void Load(Root target, NaiveObject holder, int field) => Set(target, Read(holder, field));

    private int Read(NaiveObject holder, int field)
    {
        Loads.Enqueue(holder.Fields[field]);
        if (field < WeakSlots(holder))
        {
            TakenUp.Add(holder.Fields[field]);
        }

        return holder.Fields[field];
    }

    private void Store(NaiveObject holder, int field, int value)
    {
        if (WeakSlots(holder) == 2 && field == 0)
        {
            TakenUp.Add(holder.Fields[1]);
        }
        else if (WeakSlots(holder) == 2 && field == 1)
        {
            ValuesChanged.Add((holder.Fields[0], holder.Fields[1]));
        }

        holder.Fields[field] = value;
    }

    private void Move(NaiveObject from, int source, NaiveObject to, int target)
    {
        Store(to, target, Read(from, source));
        Store(from, source, 0);
    }

    private void Blit(NaiveObject from, int source, NaiveObject to, int target, int count)
    {
        for (int i = 0; i < count && source + i < from.Fields.Length && target + i < to.Fields.Length; i++)
        {
            Store(to, target + i, Read(from, source + i));
        }
    }

    private void Call(Operation operation, int slots)
    {
        if (_frames.Sum(frame => frame.Length) + operation.A > slots)
        {
            return;
        }

        int[] frame = new int[operation.A];
        for (int i = 0; i < Math.Min(3, frame.Length); i++)
        {
            frame[i] = operation.RootAt(i + 1).IsNone ? 0 : Get(operation.RootAt(i + 1));
        }

        _frames.Add(frame);
    }

    private void Return(Operation operation)
    {
        int result = operation.RootAt(1).IsNone ? 0 : Get(operation.RootAt(1));
        _frames.RemoveAt(_frames.Count - 1);
        if (!operation.RootAt(0).IsNone && !operation.RootAt(1).IsNone)
        {
            Set(operation.RootAt(0), result);
        }
    }

    private int Get(Root root)
    {
        int[] slots = root.IsGlobal ? _globals : _frames[^1];
        return slots.Length == 0 || root.IsNone ? 0 : slots[root.Index % slots.Length];
    }

    private void Set(Root root, int value)
    {
        int[] slots = root.IsGlobal ? _globals : _frames[^1];
        if (slots.Length > 0 && !root.IsNone)
        {
            slots[root.Index % slots.Length] = value;
        }
    }
}
