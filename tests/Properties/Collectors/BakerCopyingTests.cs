using GcVerify.Mutator;
using GcVerify.Properties.Verification;

namespace GcVerify.Properties.Collectors;

public sealed class BakerCopyingTests
{
    private const string Flipped = "heap 40\nr0 = new 2\nr1 = new 0\nr0.1 = r1\nr1 = null\nstep 1";

    [Fact]
    public void A_flip_moves_what_the_roots_refer_to_and_nothing_else()
    {
        Dictionary<int, int> before = Locations("heap 40\nr0 = new 2\nr1 = new 0\nr0.1 = r1\nr1 = null"), after = Locations(Flipped);
        Assert.NotEqual(before[1], after[1]);
        Assert.Equal(before[2], after[2]);
    }

    [Fact]
    public void A_load_moves_what_it_finds_to_the_bottom_of_to_space() =>
        Assert.Equal(Locations(Flipped)[1] + 4, Locations(Flipped + "\nr1 = r0.1")[2]);

    [Fact]
    public void New_objects_go_to_the_top_of_the_space_that_is_in_use()
    {
        Dictionary<int, int> at = Locations(Flipped + "\nr1 = new 0\nr2 = new 0");
        int start = at[1];
        Assert.Equal((start + 18, start + 16), (at[3], at[4]));
    }

    [Fact]
    public void While_a_collection_is_under_way_room_is_kept_for_all_that_may_be_copied()
    {
        Recording recording = Recording.Of(
            "baker-copying", "heap 40\nr0 = new 3\nr0 = new 3\nr0 = new 3\nstep 1\ndisable\nr1 = new 3\nr2 = new 0");
        Assert.Equal([6], recording.Refusals);
    }

    /// <summary>Where objects lie after the last operation.</summary>
    private static Dictionary<int, int> Locations(string text)
    {
        MutatorProgram program = ProgramParser.Parse(text, "locations");
        var observer = new Last(program.Body.Length);
        Subjects.Of("baker-copying").Create().Run(program, ObservationPlan.Dense, observer);
        return observer.Locations;
    }

    private sealed class Last(int length) : ObserverBase
    {
        private int _operation;

        public Dictionary<int, int> Locations { get; } = [];

        public override bool Stopped => _operation >= length;

        public override void Executing(int index, in Operation primitive) => _operation = index;

        public override void ObjectSeen(in ObjectView view)
        {
            if (_operation < length)
            {
                Locations[view.Number] = view.Location;
            }
        }
    }
}
