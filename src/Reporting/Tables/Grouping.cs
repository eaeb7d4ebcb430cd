using System.Globalization;
using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>What objects of a moment have in common.</summary>
/// <param name="Heading">What it is called in the head of a table.</param>
/// <param name="GroupOf">The group of an object, by the number of the object.</param>
/// <param name="LabelOf">What to call a group.</param>
internal sealed record Grouping(string Heading, Func<int, int> GroupOf, Func<int, string> LabelOf)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The grouping of a name in <see cref="HeapTableQuery.Groupings"/>.</summary>
    public static Grouping Named(string by, HeapMoment moment, MutatorProgram program) => by switch
    {
        "kind" => ByKind(moment),
        "shape" => ByShape(moment),
        "rcs" => ReferrerGroupings.ByKinds(moment),
        "via" => ReferrerGroupings.ByReferences(moment),
        "generation" => ByGeneration(moment),
        "size" => BySize(moment),
        "individual" => ByIndividual(moment),
        "operation" => ByOperation(moment, program),
        "region" => ByRegion(moment, program),
        _ => throw new ArgumentException($"no grouping: {by}", nameof(by)),
    };

    /// <summary>The word for a kind of object.</summary>
    public static string KindName(int kind) => GraphQuery.Filters[kind];

    private static Grouping ByKind(HeapMoment moment) => new("Kind", number => (int)ObjectIn(moment, number).Shape.Kind, KindName);

    private static Grouping ByShape(HeapMoment moment)
    {
        var shapes = new Numbering<Shape>();
        return new Grouping(
            "Shape",
            number => shapes.NumberOf(ObjectIn(moment, number).Shape with { Finalizer = -1 }),
            group => NodeText.OfShape(shapes[group]) + Container(shapes[group].Container));
    }

    private static string Container(byte container) => container == 0 ? "" : string.Create(Invariant, $" as {container}");

    private static Grouping ByGeneration(HeapMoment moment) => new(
        "Generation",
        number => ObjectIn(moment, number).State.Generation,
        group => group == ObjectState.Untold ? "not told" : string.Create(Invariant, $"generation {group}"));

    private static Grouping BySize(HeapMoment moment) => new(
        "Size of each", number => ObjectIn(moment, number).Words, group => group == 0 ? "not told" : Names.Count(group, "word"));

    private static Grouping ByIndividual(HeapMoment moment) => new(
        "Object", number => number, group => $"{Names.Of(group)} {NodeText.OfShape(ObjectIn(moment, group).Shape)}");

    private static Grouping ByOperation(HeapMoment moment, MutatorProgram program)
    {
        // Operations that read alike are one, wherever they stand; the collections at the end have none.
        var operations = new Numbering<(Operation, bool AtTheEnd)>();
        var steps = new List<int>();
        int GroupOf(int number)
        {
            int step = ObjectIn(moment, number).AllocatedAt;
            bool atTheEnd = step > program.Body.Length;
            int group = operations.NumberOf((atTheEnd ? default : program.Body[step - 1], atTheEnd));
            CollectionsMarshal.SetCount(steps, Math.Max(steps.Count, group + 1));
            steps[group] = step;
            return group;
        }

        return new Grouping("Allocated by", GroupOf, group => HeapHistory.OperationOf(program, steps[group]));
    }

    private static Grouping ByRegion(HeapMoment moment, MutatorProgram program)
    {
        int[] regionAt = new int[program.Body.Length + 2];
        regionAt[0] = -1;
        for (int step = 1; step < regionAt.Length; step++)
        {
            bool names = step <= program.Body.Length && program.Body[step - 1].Kind == OperationKind.Region;
            regionAt[step] = names ? program.Body[step - 1].A : regionAt[step - 1];
        }

        return new Grouping(
            "Region",
            number => regionAt[ObjectIn(moment, number).AllocatedAt],
            group => group < 0 ? "before any region" : program.Regions[group]);
    }

    private static ref readonly HeapObject ObjectIn(HeapMoment moment, int number) => ref moment.All.ItemRef(number - 1);
}
