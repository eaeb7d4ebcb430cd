using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// Objects with finalizers, one or several that die together, with children of their own, some held by one another, by weak references or as keys. Finalizers run at once, later or after
/// another collection; what they have resurrected is read, dropped, and dies again (Handbook 12.1).
/// </summary>
internal sealed class FinalizersStyle : Style
{
    private const int Most = 3, Child = Most, Observer = Most + 1, Roots = Observer + 1;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.NeedLocals(Roots);
        draft.NeedFinalizers();
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        RootRow row = RootRow.Draw(draft);
        int objects = draft.Random.Between(1, Most);
        for (int i = 0; i < objects; i++)
        {
            MakeObject(draft, row[i], row[Child]);
        }

        if (objects > 1 && draft.Random.OneIn(3))
        {
            int first = draft.Random.Below(objects), second = draft.Random.Below(objects);
            draft.Store(row[first], draft.FieldAt(row[first]), row[second]);
        }

        Observe(draft, row, draft.Random.Below(objects));
        WeakStyle.Age(draft);
        Drop(draft, row, objects);
        CollectAndFinalize(draft);
        if (draft.Roots.Get(row[Observer]).Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            WeakStyle.Look(draft, row[Child], row[Observer]);
        }

        LookAtResurrected(draft, row[Child]);
        if (draft.Random.OneIn(2))
        {
            CollectAndFinalize(draft);
        }
    }

    /// <summary>An object with a finalizer, and mostly with a child, which at times has one itself.</summary>
    private static void MakeObject(ProgramDraft draft, int target, int child)
    {
        draft.New(target, draft.Palette.PickFinalizable(draft.Random));
        if (!draft.Random.OneIn(4))
        {
            draft.New(child, WeakStyle.Subject(draft));
            draft.Store(target, draft.FieldAt(target), child);
            draft.Clear(child);
        }
    }

    private static void Observe(ProgramDraft draft, RootRow row, int index)
    {
        switch (draft.Random.Below(4))
        {
            case 0 when draft.Uses(LanguageFeatures.WeakReferences):
                draft.Weak(row[Observer], row[index]);
                break;
            case 1 when draft.Uses(LanguageFeatures.Ephemerons):
                draft.Ephemeron(row[Observer], row[index], draft.OccupiedRoot());
                break;
            default:
                break;
        }
    }

    /// <summary>All of them, the first one first or last, or all but one.</summary>
    private static void Drop(ProgramDraft draft, RootRow row, int objects)
    {
        bool backwards = draft.Random.OneIn(2);
        int kept = draft.Random.OneIn(4) ? draft.Random.Below(objects) : -1;
        for (int i = 0; i < objects; i++)
        {
            int index = backwards ? objects - 1 - i : i;
            if (index != kept)
            {
                draft.Clear(row[index]);
            }
        }
    }

    private static void CollectAndFinalize(ProgramDraft draft)
    {
        draft.CollectSomehow();
        if (draft.Random.OneIn(4))
        {
            draft.CollectSomehow();
        }

        if (!draft.Random.OneIn(4))
        {
            draft.Add(Operation.Finalize());
        }
    }

    /// <summary>Finalizers resurrect into globals. What they have put there is not known here, so it is read blindly, and dropped.</summary>
    private static void LookAtResurrected(ProgramDraft draft, int cursor)
    {
        if (draft.Roots.Globals == 0)
        {
            return;
        }

        int global = draft.Random.Below(draft.Roots.Globals);
        draft.Load(cursor, global, draft.Random.Below(2));
        draft.Clear(cursor);
        if (draft.Random.OneIn(2))
        {
            draft.Clear(global);
        }
    }
}
