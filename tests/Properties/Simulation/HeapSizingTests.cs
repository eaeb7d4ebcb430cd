using GcVerify.Mutator;
using GcVerify.Simulation;

namespace GcVerify.Properties.Simulation;

public sealed class HeapSizingTests
{
    [Theory]
    [InlineData("r0 = null", 256)]
    [InlineData("r0 = new 98", 400)]
    [InlineData("r0 = new 40+58", 400)]
    [InlineData("r0 = new 98\nr0 = null\nr0 = new 98", 800)]
    [InlineData("r0 = new 98\nr1 = weak r0", 800)]
    [InlineData("r0 = new 98\nr1 = copy r0", 800)]
    [InlineData("r0 = new 98\nr1 = deepcopy r0", 4 * 65 * 100)]
    [InlineData("heap 77\nr0 = new 98", 77)]
    public void A_heap_is_four_times_what_the_program_can_allocate_or_what_it_asks_for(string program, int words) =>
        Assert.Equal(words, HeapSizing.AreaWords(ProgramParser.Parse(program, "sizing")));

    [Fact]
    public void What_finalizers_can_allocate_counts_once_for_each_object()
    {
        const string text = "finalizer f\nr1 = new 48\nend\nr0 = new 98 finalizable f\nr0 = new 98 finalizable f";
        Assert.Equal(4 * (200 + (2 * 50)), HeapSizing.AreaWords(ProgramParser.Parse(text, "sizing")));
    }
}
