using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Random operations on operands that probably exist, each kind with a weight of its own in each program; a good share of the weights are zero.</summary>
internal sealed class SwarmStyle : Style
{
    private static readonly int[] _weights = [0, 0, 1, 1, 2, 3];

    private readonly KindTable _kinds = new();

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        _kinds.Clear();
        _kinds.Add(OperationKind.New, 8 * Math.Max(1, Weight(draft)));
        Weigh(draft, 6, OperationKind.Assign, OperationKind.Clear, OperationKind.StoreNull, OperationKind.Move);
        Weigh(draft, 9, OperationKind.Load, OperationKind.Store);
        Weigh(draft, 3, OperationKind.StoreRaw, OperationKind.Blit);
        Weigh(draft, 2, OperationKind.Call, OperationKind.Return, OperationKind.Copy);
        WeighRare(draft, OperationKind.DeepCopy, OperationKind.Enable, OperationKind.Disable);
        WeighCollections(draft);
        WeighFeatures(draft);
        if (draft.Random.OneIn(8))
        {
            draft.DeclareRegions();
            _kinds.Add(OperationKind.Region, 1);
        }
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        OperationKind kind = _kinds.Draw(draft.Random);
        switch (kind)
        {
            case OperationKind.New: draft.New(draft.TargetRoot(), draft.Palette.Pick(draft.Random)); break;
            case OperationKind.Assign: Assign(draft); break;
            case OperationKind.Clear: draft.Clear(draft.OccupiedRoot()); break;
            case OperationKind.Load: Load(draft); break;
            case OperationKind.Store: Store(draft); break;
            case OperationKind.StoreNull: StoreNull(draft); break;
            case OperationKind.StoreRaw: StoreRaw(draft); break;
            case OperationKind.Move: Move(draft); break;
            case OperationKind.Blit: Blit(draft); break;
            case OperationKind.Copy: draft.Copy(draft.TargetRoot(), draft.OccupiedRoot()); break;
            case OperationKind.DeepCopy: draft.DeepCopy(draft.TargetRoot(), draft.OccupiedRoot()); break;
            case OperationKind.Call: Call(draft); break;
            case OperationKind.Return: Return(draft); break;
            default: WriteRare(draft, kind); break;
        }
    }

    private static void WriteRare(ProgramDraft draft, OperationKind kind)
    {
        switch (kind)
        {
            case OperationKind.Weak: draft.Weak(draft.TargetRoot(), draft.OccupiedRoot()); break;
            case OperationKind.Deref: draft.Deref(draft.TargetRoot(), draft.OccupiedRoot()); break;
            case OperationKind.Ephemeron: draft.Ephemeron(draft.TargetRoot(), draft.OccupiedRoot(), draft.OccupiedRoot()); break;
            case OperationKind.Collect: Collect(draft); break;
            case OperationKind.Step: draft.Step(); break;
            case OperationKind.Finalize: draft.Add(Operation.Finalize()); break;
            case OperationKind.Enable: draft.Add(Operation.Enable()); break;
            case OperationKind.Disable: draft.Add(Operation.Disable()); break;
            case OperationKind.Threshold: Threshold(draft); break;
            case OperationKind.Pin: draft.Add(Operation.Pin(draft.Roots.NameOf(draft.OccupiedRoot()))); break;
            case OperationKind.Unpin: draft.Add(Operation.Unpin(draft.Roots.NameOf(draft.OccupiedRoot()))); break;
            default: draft.Add(Operation.Region(draft.Random.Below(2))); break;
        }
    }

    /// <summary>Some are self-assignments: where counting decrements first, they free the object.</summary>
    private static void Assign(ProgramDraft draft)
    {
        int source = draft.OccupiedRoot();
        draft.Assign(draft.Random.OneIn(8) ? source : draft.TargetRoot(), source);
    }

    /// <summary>Some are followed by storing the reference over itself.</summary>
    private static void Load(ProgramDraft draft)
    {
        int holder = draft.HolderRoot(), target = draft.TargetRoot(), field = draft.LinkedFieldAt(holder);
        draft.Load(target, holder, field);
        if (target != holder && draft.Random.OneIn(16))
        {
            draft.Store(holder, field, target);
        }
    }

    private static void Store(ProgramDraft draft)
    {
        int holder = draft.HolderRoot();
        draft.Store(holder, draft.FieldAt(holder), draft.OccupiedRoot());
    }

    private static void StoreNull(ProgramDraft draft)
    {
        int holder = draft.HolderRoot();
        draft.StoreNull(holder, draft.LinkedFieldAt(holder));
    }

    private static void StoreRaw(ProgramDraft draft)
    {
        int holder = draft.OccupiedRoot();
        int words = draft.Roots.Get(holder).RawWords;
        if (words == 0)
        {
            holder = draft.OccupiedRoot();
            words = draft.Roots.Get(holder).RawWords;
        }

        draft.StoreRaw(holder, words <= 1 ? 0 : draft.Random.Below(words), draft.RawValue());
    }

    private static void Move(ProgramDraft draft)
    {
        int source = draft.HolderRoot(), target = draft.HolderRoot();
        draft.Move(source, draft.LinkedFieldAt(source), target, draft.FieldAt(target));
    }

    /// <summary>A quarter are within one object, where source and target overlap.</summary>
    private static void Blit(ProgramDraft draft)
    {
        int source = draft.HolderRoot();
        int target = draft.Random.OneIn(4) ? source : draft.HolderRoot();
        int count = 1 + draft.Random.Below(Math.Max(1, draft.Roots.Get(source).Fields));
        bool fromStart = draft.Random.OneIn(2);
        draft.Blit(source, fromStart ? 0 : draft.LinkedFieldAt(source), target, draft.FieldAt(target), count);
    }

    private static void Call(ProgramDraft draft)
    {
        int locals = 1 + draft.Random.Below(draft.Habits.FrameLocals);
        int arguments = draft.Random.Below(4);
        draft.Call(
            locals,
            arguments > 0 ? draft.OccupiedRoot() : -1,
            arguments > 1 ? draft.OccupiedRoot() : -1,
            arguments > 2 ? draft.OccupiedRoot() : -1);
    }

    /// <summary>In the main frame, where a return does nothing, mostly a call instead.</summary>
    private static void Return(ProgramDraft draft)
    {
        if (draft.Roots.Frames == 1 && !draft.Random.OneIn(8))
        {
            Call(draft);
            return;
        }

        bool passes = !draft.Random.OneIn(4);
        draft.Return(passes ? draft.AnyRoot() : -1, passes || draft.Random.OneIn(2) ? draft.OccupiedRoot() : -1);
    }

    private static void Collect(ProgramDraft draft)
    {
        if (draft.Uses(LanguageFeatures.Generations) && !draft.Random.OneIn(4))
        {
            draft.CollectYoung();
        }
        else
        {
            draft.Collect();
        }
    }

    private static void Threshold(ProgramDraft draft)
    {
        int value = draft.Random.OneIn(8) ? 0 : 1 + draft.Random.Below(1 << draft.Random.Between(1, 10));
        draft.Add(Operation.Threshold(draft.Random.Below(3), value));
    }

    private static int Weight(ProgramDraft draft) => draft.Random.Pick<int>(_weights);

    private void Weigh(ProgramDraft draft, int unit, params ReadOnlySpan<OperationKind> kinds)
    {
        foreach (OperationKind kind in kinds)
        {
            _kinds.Add(kind, unit * Weight(draft));
        }
    }

    private void WeighRare(ProgramDraft draft, params ReadOnlySpan<OperationKind> kinds)
    {
        foreach (OperationKind kind in kinds)
        {
            _kinds.Add(kind, draft.Random.OneIn(4) ? 1 : 0);
        }
    }

    /// <summary>In long programs collections are rarer: what each costs grows with what is live, which is more there.</summary>
    private void WeighCollections(ProgramDraft draft)
    {
        int most = draft.Length > 4096 ? 1 : 4;
        _kinds.Add(OperationKind.Collect, draft.Random.OneIn(6) ? 0 : 1 << draft.Random.Below(most));
        if (draft.Uses(LanguageFeatures.Steps))
        {
            _kinds.Add(OperationKind.Step, draft.Random.OneIn(4) ? 0 : 4 << draft.Random.Below(4));
        }
    }

    private void WeighFeatures(ProgramDraft draft)
    {
        if (draft.Uses(LanguageFeatures.WeakReferences))
        {
            Weigh(draft, 4, OperationKind.Weak, OperationKind.Deref);
        }

        if (draft.Uses(LanguageFeatures.Ephemerons))
        {
            Weigh(draft, 4, OperationKind.Ephemeron, OperationKind.Deref);
        }

        if (draft.Uses(LanguageFeatures.Finalizers))
        {
            Weigh(draft, 2, OperationKind.Finalize);
        }

        if (draft.Uses(LanguageFeatures.Pinning))
        {
            Weigh(draft, 2, OperationKind.Pin, OperationKind.Unpin);
        }

        if (draft.Uses(LanguageFeatures.Thresholds))
        {
            WeighRare(draft, OperationKind.Threshold);
        }
    }
}
