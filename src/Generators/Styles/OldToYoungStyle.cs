using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// Objects are aged by collections, then young references are stored into them in every way there is, dropped elsewhere, and read
/// after a minor collection: what a generational write barrier and its remembered set must survive.
/// </summary>
internal sealed class OldToYoungStyle : Style
{
    private int _age;
    private bool _wide;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.NeedLocals(4);
        _age = draft.Random.Between(1, 4);
        _wide = draft.Random.OneIn(4);
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        int old = draft.TargetRoot(), other = draft.After(old), young = draft.After(other), cursor = draft.After(young);
        MakeOld(draft, old, other, cursor);
        int rounds = draft.Random.Between(1, 3);
        for (int round = 0; round < rounds && !draft.IsFull; round++)
        {
            int field = MakeReference(draft, old, other, young);
            CollectAndRead(draft, old, other, field, young, cursor);
        }

        if (draft.Random.OneIn(2))
        {
            draft.Clear(draft.Random.OneIn(2) ? old : other);
            draft.CollectSomehow();
        }
    }

    /// <summary>Two holders, of different ages at times, so that a parent is promoted before its child.</summary>
    private void MakeOld(ProgramDraft draft, int old, int other, int child)
    {
        draft.New(old, _wide ? draft.Palette.Table : draft.Palette.PickLink(draft.Random));
        bool sameAge = !draft.Random.OneIn(4);
        if (sameAge)
        {
            draft.New(other, draft.Palette.PickLink(draft.Random));
        }

        int age = draft.Random.OneIn(3) ? draft.Random.Between(0, _age) : _age;
        for (int i = 0; i < age; i++)
        {
            Minor(draft);
        }

        if (!sameAge)
        {
            draft.New(other, draft.Palette.PickLink(draft.Random));
            draft.Store(old, draft.FieldAt(old), other);
        }

        if (draft.Uses(LanguageFeatures.WeakReferences) && draft.Random.OneIn(6))
        {
            draft.Weak(child, other);
            Minor(draft);
            draft.Assign(other, child);
        }
    }

    /// <summary>Makes an old object refer to a young one. Returns the field.</summary>
    private static int MakeReference(ProgramDraft draft, int old, int other, int young)
    {
        int field = draft.FieldAt(old);
        switch (draft.Random.Below(7))
        {
            case 0: StoreOldIntoYoung(draft, old, field, young); break;
            case 1: draft.New(young, draft.Palette.Pick(draft.Random)); StoreIntoBoth(draft, old, field, other, young); break;
            case 2: Move(draft, old, field, young); break;
            case 3: Blit(draft, old, field, young); break;
            case 4: Chain(draft, old, field, young); break;
            default:
                draft.New(young, draft.Palette.Pick(draft.Random));
                draft.Store(old, field, young);
                break;
        }

        draft.Clear(young);
        return field;
    }

    private static void StoreOldIntoYoung(ProgramDraft draft, int old, int field, int young)
    {
        draft.New(young, draft.Palette.PickLink(draft.Random));
        draft.Store(young, draft.FieldAt(young), old);
        draft.Store(old, field, young);
    }

    /// <summary>Two old holders of one young object, one of which lets go of it again at times.</summary>
    private static void StoreIntoBoth(ProgramDraft draft, int old, int field, int other, int young)
    {
        int otherField = draft.FieldAt(other);
        draft.Store(old, field, young);
        draft.Store(other, otherField, young);
        if (draft.Random.OneIn(2))
        {
            draft.StoreNull(other, otherField);
        }
    }

    /// <summary>Out of a young object's field: the old one is its only holder from then on.</summary>
    private static void Move(ProgramDraft draft, int old, int field, int young)
    {
        FillField(draft, young);
        draft.Move(young, 0, old, field);
    }

    private static void Blit(ProgramDraft draft, int old, int field, int young)
    {
        FillField(draft, young);
        draft.Blit(young, 0, old, field, draft.Random.Between(1, 3));
    }

    /// <summary>A young object that refers to another one in field 0, both fresh.</summary>
    private static void FillField(ProgramDraft draft, int young)
    {
        int child = draft.After(young);
        draft.New(young, draft.Palette.Link);
        draft.New(child, draft.Palette.Pick(draft.Random));
        draft.Store(young, 0, child);
        draft.Clear(child);
    }

    private static void Chain(ProgramDraft draft, int old, int field, int young)
    {
        FillField(draft, young);
        draft.Store(old, field, young);
    }

    private static void CollectAndRead(ProgramDraft draft, int old, int other, int field, int young, int cursor)
    {
        int minors = draft.Random.Between(1, 3);
        for (int i = 0; i < minors; i++)
        {
            Minor(draft);
        }

        draft.AllocateAgain(draft.Random.Below(3));
        draft.Load(cursor, old, field);
        draft.Load(young, cursor, 0);
        draft.Clear(young);
        if (draft.Random.OneIn(2))
        {
            draft.Load(cursor, other, draft.LinkedFieldAt(other));
        }

        draft.Clear(cursor);
    }

    /// <summary>The preset says minor, so it asks for that also where nothing is known of generations.</summary>
    private static void Minor(ProgramDraft draft) => draft.Add(Operation.Collect(draft.Random.Below(draft.Habits.Generation + 1)));
}
