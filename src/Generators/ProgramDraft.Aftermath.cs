namespace GcVerify.Generators;

internal sealed partial class ProgramDraft
{
    /// <summary>
    /// What shows the harm that a collection did, once in so many times as the program's habit is: shapes that were freed are
    /// allocated again, over whatever was freed wrongly, and then everything is read.
    /// </summary>
    public void Aftermath()
    {
        if (Random.OneIn(Habits.AftermathOneIn))
        {
            AllocateAgain(Random.Below(4));
            ReadEverything(Math.Min(24, 4 + (Length / 8)));
        }
    }

    /// <summary>Allocates the program's shapes into a null root; where there is none, nowhere.</summary>
    public void AllocateAgain(int count)
    {
        if (NullRoots == 0)
        {
            return;
        }

        int target = NullRoot();
        for (int i = 0; i < count; i++)
        {
            New(target, Palette.Pick(Random));
        }
    }

    /// <summary>Loads, walking down from each root, at most so many of them. The walk goes through a root of its own, if one is null.</summary>
    public void ReadEverything(int loads)
    {
        int cursor = NullRoot();
        for (int root = 0; root < Roots.Visible && loads > 0; root++)
        {
            if (Roots.Get(root).Fields > 0 && root != cursor)
            {
                loads -= ReadDown(root, cursor, loads);
            }
        }

        // What was read last would outlive its other references.
        Clear(cursor);
    }

    /// <summary>Reads the fields of the object in a root, then follows one of them down. Returns the loads it took.</summary>
    private int ReadDown(int root, int cursor, int most)
    {
        int loads = 0;
        int fields = Math.Min(Roots.Get(root).Fields, 4);
        for (int field = fields - 1; field >= 0 && loads < most; field--, loads++)
        {
            Load(cursor, root, field);
        }

        if (loads < most)
        {
            Load(cursor, root, LinkedFieldAt(root));
            loads++;
        }

        for (int depth = 0; depth < 6 && loads < most && Roots.Get(cursor).Fields > 0; depth++, loads++)
        {
            Load(cursor, cursor, LinkedFieldAt(cursor));
        }

        return loads;
    }
}
