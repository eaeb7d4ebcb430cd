using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What leads to what: sets, from scratch.</summary>
internal sealed partial class NaiveHeap
{
    /// <summary>Everything that roots and immortal objects keep alive, released objects included.</summary>
    public HashSet<int> Reachable() => Reachable(Roots, Strong);

    /// <summary>Everything that the mutator can get at.</summary>
    public HashSet<int> Accessible() => Closure(Roots, _ => true, Strong);

    /// <summary>The same with fewer roots, or as if some fields were otherwise: <paramref name="weak"/> says how many of an object's fields do not count by themselves.</summary>
    public HashSet<int> Reachable(IEnumerable<int> roots, Func<NaiveObject, int> weak, bool values = true) => Closure(roots.Concat(Immortals), _ => true, weak, values);

    /// <summary>What these objects lead to by now, themselves included.</summary>
    public HashSet<int> ReachableFrom(IEnumerable<int> objects) => Closure(objects, _ => true, Strong);

    /// <summary>What roots and objects above generation <paramref name="oldest"/> lead to through younger objects alone.</summary>
    public HashSet<int> ReachableYoung(int oldest)
    {
        bool IsYoung(int number) => Objects[number].Generation <= oldest;
        NaiveObject[] old = [.. Present.Where(o => o.Generation > oldest)];
        var held = old.SelectMany(o => o.Fields.Skip(HeldWeakly(o))).ToList();
        while (true)
        {
            HashSet<int> reached = Closure(Roots.Concat(Immortals).Concat(held), IsYoung, Strong, oldKeys: n => !IsYoung(n));
            int before = held.Count;
            held.AddRange(old.Where(o => HeldWeakly(o) == 2 && (!IsYoung(o.Fields[0]) || reached.Contains(o.Fields[0]))).Select(o => o.Fields[1]).Except(held).ToList());
            if (held.Count == before)
            {
                return reached;
            }
        }
    }

    /// <summary>References to each object, from strong fields of the objects that are there and, if wanted, from roots.</summary>
    public Dictionary<int, int> Counts(bool fromRoots) =>
        Present.SelectMany(o => o.Fields.Skip(Math.Min(1, HeldWeakly(o)))).Concat(fromRoots ? Roots : [])
            .Where(n => n != 0).CountBy(n => n).ToDictionary();

    private IEnumerable<int> Immortals =>
        Objects.Values.Where(o => _promises.Immortals && o.Shape.Kind == ObjectKind.Immortal).Select(o => o.Number);

    private int Strong(NaiveObject o) => HeldWeakly(o);

    private HashSet<int> Closure(
        IEnumerable<int> start, Func<int, bool> enters, Func<NaiveObject, int> weak, bool values = true, Func<int, bool>? oldKeys = null)
    {
        var seen = new HashSet<int>();
        var work = new Stack<int>(start);
        while (true)
        {
            while (work.TryPop(out int number))
            {
                if (number != 0 && enters(number) && seen.Add(number))
                {
                    foreach (int target in Objects[number].Fields.Skip(weak(Objects[number])))
                    {
                        work.Push(target);
                    }
                }
            }

            bool IsAlive(int key) => seen.Contains(key) || oldKeys?.Invoke(key) == true;
            int[] more = !values ? [] : [.. seen.Where(n => weak(Objects[n]) == 2 && IsAlive(Objects[n].Fields[0])).Select(n => Objects[n].Fields[1])
                .Where(n => n != 0 && enters(n) && !seen.Contains(n))];
            if (more.Length == 0)
            {
                return seen;
            }

            Array.ForEach(more, work.Push);
        }
    }
}
