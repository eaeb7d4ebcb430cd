namespace GcVerify.Properties.Collectors;

public sealed class NoCollectionTests
{
    [Fact]
    public void Nothing_is_ever_freed_and_a_full_heap_refuses()
    {
        Recording recording = Recording.Of("no-collection", "heap 10\nr0 = new 8\nr0 = null\ncollect\nr0 = new 0\nr1 = new 0");
        Assert.Empty(recording.Deaths);
        Assert.Empty(recording.DeathsAtTheEnd);
        Assert.Equal([3, 4], recording.Refusals);
    }
}
