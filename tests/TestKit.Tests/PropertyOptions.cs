using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

[assembly: Properties(StartSize = 7, MaxRejected = 33)]

namespace GcVerify.TestKit.Tests;

public sealed class PropertyOptions
{
    [Fact]
    public async Task An_option_set_further_in_wins_and_the_others_are_inherited()
    {
        var output = await Run.OutputOf<Outer.Inner>(nameof(Outer.Inner.Property));

        Assert.StartsWith("Ok, passed 5 tests.", output);
        // Five even steps from the assembly's 7 to the class's 20.
        Assert.Equal([10, 12, 15, 17, 20], Outer.Inner.Seen);
    }

    [Fact]
    public async Task Max_rejected_bounds_the_cases_a_precondition_may_reject()
    {
        var failure = await Run.FailureOf<Rejecting>(nameof(Rejecting.Property));

        Assert.Contains("Arguments exhausted after 0 tests", failure);
        Assert.InRange(Rejecting.Cases, 33, 34);
    }

    [Fact]
    public async Task A_verbose_property_writes_every_argument() =>
        Assert.Matches(@"^0:\s+-?\d+\s+1:\s+-?\d+\s+2:\s+-?\d+\s+Ok, passed 3 tests", await Run.OutputOf<Talking>(nameof(Talking.Verbose)));

    [Fact]
    public async Task A_verbose_property_writes_every_shrink()
    {
        var result = await Run.Property<Talking>(nameof(Talking.VerboseAndBroken));

        Assert.Contains("shrink:", result.Output);
    }

    [Fact]
    public async Task A_property_quiet_on_success_writes_nothing() =>
        Assert.Equal("", (await Run.OutputOf<Talking>(nameof(Talking.Quiet))).Trim());

    [Fact]
    public async Task A_property_may_run_its_cases_in_parallel() =>
        Assert.StartsWith("Ok, passed 40 tests.", await Run.OutputOf<Parallel>(nameof(Parallel.MeetEachOther)));

    [Fact]
    public void Unset_options_read_as_upstream_documents_them()
    {
        var attribute = new PropertyAttribute();

        Assert.Null(attribute.Replay);
        int[] numbers = [attribute.Parallelism, attribute.MaxTest, attribute.MaxRejected, attribute.StartSize, attribute.EndSize];
        Assert.All(numbers, number => Assert.Equal(-1, number));
        Assert.False(attribute.Verbose);
        Assert.False(attribute.QuietOnSuccess);
        Assert.Empty(attribute.Arbitrary);
    }

    public sealed record Size(int Value);

    public static class Sizes
    {
        public static Arbitrary<Size> Size() => Gen.Sized(size => Gen.Constant(new Size(size))).ToArbitrary();
    }

    [Properties(Arbitrary = [typeof(Sizes)], EndSize = 50, MaxTest = 90)]
    private static class Outer
    {
        [Properties(EndSize = 20, MaxTest = 8)]
        internal sealed class Inner
        {
            internal static ConcurrentQueue<int> Seen { get; } = [];

            [Property(MaxTest = 5)]
            public void Property(Size size) => Seen.Enqueue(size.Value);
        }
    }

    private sealed class Rejecting
    {
        internal static int Cases { get; private set; }

        [Property]
        public Property Property(int number)
        {
            Cases++;
            return Prop.When(true, number != number + 0);
        }
    }

    private sealed class Talking
    {
        [Property(Verbose = true, MaxTest = 3)]
        public bool Verbose(int number) => number == number + 0;

        [Property(Verbose = true, Replay = "123,457", StartSize = 50)]
        public bool VerboseAndBroken(int number) => number < 10;

        [Property(QuietOnSuccess = true)]
        public bool Quiet(int number) => number == number + 0;
    }

    private sealed class Parallel : IDisposable
    {
        private readonly ManualResetEventSlim met = new();
        private int running;

        [Property(Parallelism = 2, MaxTest = 40)]
        public bool MeetEachOther(int number)
        {
            if (Interlocked.Increment(ref running) > 1)
                met.Set();
            var inTime = met.Wait(TimeSpan.FromSeconds(10));
            Interlocked.Decrement(ref running);
            return inTime && number == number + 0;
        }

        public void Dispose() => met.Dispose();
    }
}
