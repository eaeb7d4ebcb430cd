using GcVerify.Mutator;

namespace GcVerify.Generators;

internal sealed partial class ProgramDraft
{
    private static readonly long[] _extremes =
        [0, -1, long.MinValue, long.MaxValue, int.MaxValue, int.MinValue, 1L << 32, unchecked((long)0x8000_0000_0000_0001)];

    /// <summary>Any root.</summary>
    public int AnyRoot() => Random.Below(Roots.Visible);

    /// <summary>A root that holds an object, mostly.</summary>
    public int OccupiedRoot() => RootAmong(Roots.Occupied, Habits.BlindOneIn);

    /// <summary>A root that holds an object with fields, mostly.</summary>
    public int HolderRoot() => RootAmong(Roots.Holders, Habits.BlindOneIn);

    /// <summary>A root for a new reference: a null one if there is one, mostly.</summary>
    public int TargetRoot() => RootAmong(NullRoots, Habits.OverwriteOneIn);

    /// <summary>A null root if there is one.</summary>
    public int NullRoot() => Roots.FirstFrom(AnyRoot(), NullRoots);

    /// <summary>The root after another one, going round: a different one if there are two.</summary>
    public int After(int root) => root + 1 < Roots.Visible ? root + 1 : 0;

    /// <summary>A field of the object in a root, as the program's habit is.</summary>
    public int FieldAt(int holder)
    {
        int fields = Roots.Get(holder).Fields;
        if (Habits.OutOfRange)
        {
            return Random.Below(100);
        }

        return Habits.Field switch
        {
            FieldHabit.First => 0,
            FieldHabit.Last => Math.Max(fields - 1, 0),
            FieldHabit.Ends => Random.OneIn(2) ? 0 : Math.Max(fields - 1, 0),
            FieldHabit.NotFirst => fields <= 1 ? 0 : 1 + Random.Below(fields - 1),
            _ => Random.Below(Math.Max(fields, 1)),
        };
    }

    /// <summary>A field of the object in a root that refers to something, mostly: the habitual one, or where that is null its neighbour.</summary>
    public int LinkedFieldAt(int holder)
    {
        ShadowObject from = Roots.Get(holder);
        int field = FieldAt(holder);
        int neighbour = (field == 0 ? Math.Max(from.Fields, 1) : field) - 1;
        return Read(from, field).IsNull ? neighbour : field;
    }

    /// <summary>A value for a raw word: what could be an address, or an extreme.</summary>
    public long RawValue() => Random.Below(8) switch
    {
        < 5 => Random.Between(1, 4095),
        < 7 => _extremes[Random.Below(_extremes.Length)],
        _ => unchecked((long)Random.NextWord()),
    };

    /// <summary>A slice of collection work, of a habitual budget.</summary>
    public void Step() => Add(Operation.Step(1 + Random.Below(Habits.StepBudget)));

    /// <summary>A full collection, perhaps with its aftermath.</summary>
    public void Collect()
    {
        Add(Operation.Collect());
        Aftermath();
    }

    /// <summary>A collection of young generations, perhaps with its aftermath; a full one where there are none.</summary>
    public void CollectYoung()
    {
        Add(Operation.Collect(Uses(LanguageFeatures.Generations) ? Random.Below(Habits.Generation + 1) : Operation.Full));
        Aftermath();
    }

    /// <summary>Some collection or a part of one.</summary>
    public void CollectSomehow()
    {
        if (Uses(LanguageFeatures.Steps) && Random.OneIn(2))
        {
            Step();
        }
        else if (Uses(LanguageFeatures.Generations) && Random.OneIn(2))
        {
            CollectYoung();
        }
        else
        {
            Collect();
        }
    }

    private uint NullRoots => Roots.All & ~Roots.Occupied;

    /// <summary>A member of a set; once in so many times, a power of two up to 64, any root. One draw serves both choices.</summary>
    private int RootAmong(uint set, int blindOneIn)
    {
        unchecked
        {
            int drawn = Random.Below(Roots.Visible << 6);
            uint blind = (uint)(((drawn & (blindOneIn - 1)) - 1) >> 31);
            return Roots.FirstFrom(drawn >> 6, set | (Roots.All & blind));
        }
    }
}
