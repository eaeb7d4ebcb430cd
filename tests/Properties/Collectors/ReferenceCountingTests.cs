namespace GcVerify.Properties.Collectors;

public sealed class ReferenceCountingTests
{
    [Fact]
    public void A_cycle_stays_for_good_with_all_that_hangs_from_it()
    {
        Recording recording = Recording.Of(
            "reference-counting", "r0 = new 2\nr1 = new 0\nr0.0 = r0\nr0.1 = r1\nr1 = null\nr0 = null\ncollect");
        Assert.Empty(recording.Deaths);
        Assert.Empty(recording.DeathsAtTheEnd);
    }

    [Fact]
    public void A_chain_is_freed_at_once_from_its_head()
    {
        Recording recording = Recording.Of(
            "reference-counting", "r0 = new 1\nr1 = new 1\nr2 = new 0\nr0.0 = r1\nr1.0 = r2\nr1 = null\nr2 = null\nr0 = null\nr0 = new 0");
        Assert.Equal([(7, 1), (7, 2), (7, 3)], recording.Deaths);
    }

    [Fact]
    public void Storing_a_reference_over_itself_frees_nothing() =>
        Assert.Empty(
            Recording.Of("reference-counting", "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\nr1 = r0.0\nr0.0 = r1\nr0 = r0").Deaths);

    [Fact]
    public void A_frame_that_is_popped_frees_what_only_its_locals_held() =>
        Assert.Equal([(2, 1)], Recording.Of("reference-counting", "call 2\nr1 = new 0\nreturn").Deaths);

    [Fact]
    public void Neighbouring_free_cells_are_joined_when_an_allocation_does_not_fit()
    {
        Recording recording = Recording.Of("reference-counting", "heap 20\nr0 = new 8\nr1 = new 8\nr0 = null\nr1 = null\nr0 = new 18");
        Assert.Empty(recording.Refusals);
    }
}
