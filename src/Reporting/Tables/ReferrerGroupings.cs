using System.Globalization;
using System.Numerics;

namespace GcVerify.Reporting;

/// <summary>Groups by what refers to an object from roots and from objects in the heap: by kinds, or by roots and fields.</summary>
internal static class ReferrerGroupings
{
    private const string Nothing = "nothing";
    private const int Weakly = 1;
    private static readonly string[] s_roots = ["global", "local", "pending finalizer"];

    /// <summary>By the set of the kinds of roots and objects that refer to an object.</summary>
    public static Grouping ByKinds(HeapMoment moment)
    {
        var referrers = new Referrers(moment);
        int[] sets = new int[moment.All.Length + 1];
        foreach (HeapRoot root in moment.Roots)
        {
            sets[root.Number] |= 1 << (root.Root.IsNone ? 2 : root.Root.IsGlobal ? 0 : 1);
        }

        int SetOf(int number)
        {
            int set = sets[number];
            foreach (PathStep step in referrers.To(number))
            {
                set |= 1 << (s_roots.Length + (2 * (int)moment.All[step.Holder - 1].Shape.Kind) + WeaknessOf(moment, step));
            }

            return set;
        }

        return new Grouping("Referrers by kind", SetOf, LabelOfKinds);
    }

    /// <summary>By the set of the roots and fields, by name, that refer to an object.</summary>
    public static Grouping ByReferences(HeapMoment moment)
    {
        var referrers = new Referrers(moment);
        var sets = new Numbering<(int Others, int Code)>();
        ILookup<int, int> roots = moment.Roots.Where(root => root.Number != 0).ToLookup(root => root.Number, root => root.Position);
        var codes = new SortedSet<int>();

        // A set is its greatest member and the set of the others.
        int SetOf(int number)
        {
            codes.Clear();
            codes.UnionWith(roots[number]);
            foreach (PathStep step in referrers.To(number))
            {
                codes.Add(moment.Roots.Length + (2 * step.Slot) + WeaknessOf(moment, step));
            }

            int set = -1;
            foreach (int code in codes)
            {
                set = sets.NumberOf((set, code));
            }

            return set;
        }

        string LabelOf(int set)
        {
            var names = new List<string>();
            for (; set >= 0; set = sets[set].Others)
            {
                names.Add(NameOf(moment, sets[set].Code));
            }

            names.Reverse();
            return names.Count == 0 ? Nothing : string.Join(", ", names);
        }

        return new Grouping("Referred via", SetOf, LabelOf);
    }

    private static int WeaknessOf(HeapMoment moment, PathStep step) =>
        step.Slot < 2 && step.Slot < moment.WeakFieldsOf(step.Holder) ? Weakly : 0;

    private static string LabelOfKinds(int set)
    {
        var names = new List<string>();
        for (int rest = set; rest != 0; rest &= rest - 1)
        {
            int bit = BitOperations.TrailingZeroCount(rest), field = bit - s_roots.Length;
            names.Add(field < 0 ? s_roots[bit] : Grouping.KindName(field / 2) + (field % 2 == Weakly ? " weakly" : ""));
        }

        return names.Count == 0 ? Nothing : string.Join(", ", names);
    }

    private static string NameOf(HeapMoment moment, int code)
    {
        int field = code - moment.Roots.Length;
        return field < 0 ? moment.Roots[code].Name
            : string.Create(CultureInfo.InvariantCulture, $".{field / 2}{(field % 2 == Weakly ? " weakly" : "")}");
    }
}
