using GcVerify.Mutator;
using GcVerify.Properties.Verification;

namespace GcVerify.Properties.Collectors;

/// <summary>Where the reachable objects lie after each operation of a program. The program is verified as well.</summary>
internal sealed class Layout : ObserverBase
{
    private readonly List<SortedDictionary<int, Placed>> _walks = [];

    private Layout()
    {
    }

    /// <summary>An object where a walk found it.</summary>
    public readonly record struct Placed(int Number, int Location, int Words)
    {
        public int End => Location + Words;
    }

    public static Layout Of(string collector, string text)
    {
        MutatorProgram program = ProgramParser.Parse(text, "layout");
        Assert.Null(Subjects.Verifier(collector).Replay(program));
        var layout = new Layout();
        Subjects.Of(collector).Create().Run(program, ObservationPlan.Dense, layout);
        return layout;
    }

    /// <summary>The objects in the order of their addresses, after operation <paramref name="operation"/>.</summary>
    public Placed[] After(int operation) => [.. _walks[operation].Values];

    /// <summary>Where an object lies after operation <paramref name="operation"/>.</summary>
    public int At(int operation, int number) => _walks[operation].Values.Single(o => o.Number == number).Location;

    public override void WalkStarted() => _walks.Add([]);

    public override void ObjectSeen(in ObjectView view) =>
        _walks[^1].Add(view.Location, new Placed(view.Number, view.Location, 2 + view.Shape.Fields + view.Shape.RawWords));
}
