using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// Weak references, several to one object: to one on a cycle, to a young one from an old holder, to one that only an ephemeron or an object with a finalizer leads to. The object is
/// kept or dropped, there is a collection, and every reference is asked what it yields (Handbook 12.2).
/// </summary>
internal sealed class WeakReferencesStyle : Style
{
    private const int Target = 0, Reference = 1, Second = 2, Holder = 3, Other = 4, Cursor = 5, Roots = 6;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft) => draft.NeedLocals(Roots);

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        RootRow row = RootRow.Draw(draft);
        draft.New(row[Holder], draft.Palette.PickLink(draft.Random));
        bool early = draft.Random.OneIn(3);
        if (early)
        {
            draft.New(row[Reference], new Shape(ObjectKind.Weak, draft.Random.Between(1, 2), 0));
        }

        WeakStyle.Age(draft);
        MakeTarget(draft, row);
        Refer(draft, row, early);
        draft.Clear(row[Target]);
        if (draft.Random.OneIn(2))
        {
            draft.Clear(row[Other]);
        }

        CollectAndLook(draft, row);
        if (draft.Random.OneIn(2))
        {
            draft.Clear(row[Holder]);
            draft.Clear(row[Other]);
            CollectAndLook(draft, row);
        }
    }

    /// <summary>The object, and what keeps it besides its root, if anything does.</summary>
    private static void MakeTarget(ProgramDraft draft, RootRow row)
    {
        int target = row[Target], other = row[Other], holder = row[Holder];
        draft.New(target, WeakStyle.Subject(draft));
        switch (draft.Random.Below(6))
        {
            case 0:
                draft.Store(holder, draft.FieldAt(holder), target);
                break;
            case 1:
                draft.New(other, draft.Palette.Link);
                draft.Store(other, 0, target);
                draft.Store(target, draft.FieldAt(target), other);
                break;
            case 2 when draft.Palette.HasFinalizers:
                draft.New(other, draft.Palette.PickFinalizable(draft.Random));
                draft.Store(other, 0, target);
                break;
            case 3 or 4 when draft.Uses(LanguageFeatures.Ephemerons):
                draft.New(other, WeakStyle.Subject(draft));
                draft.Store(holder, draft.FieldAt(holder), other);
                draft.Ephemeron(other, other, target);
                break;
            default:
                break;
        }
    }

    private static void Refer(ProgramDraft draft, RootRow row, bool early)
    {
        if (early)
        {
            draft.Store(row[Reference], 0, row[Target]);
        }
        else
        {
            draft.Weak(row[Reference], row[Target]);
        }

        if (draft.Random.OneIn(2))
        {
            draft.Weak(row[Second], row[Target]);
            if (draft.Random.OneIn(2))
            {
                draft.Store(row[Holder], draft.FieldAt(row[Holder]), row[Second]);
                draft.Clear(row[Second]);
            }
        }
    }

    private static void CollectAndLook(ProgramDraft draft, RootRow row)
    {
        draft.CollectSomehow();
        WeakStyle.Look(draft, row[Cursor], row[Reference]);
        WeakStyle.Look(draft, row[Cursor], row[Second]);
    }
}
