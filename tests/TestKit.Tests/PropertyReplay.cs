using System.Collections.Concurrent;
using FsCheck.Xunit;

namespace GcVerify.TestKit.Tests;

public sealed class PropertyReplay
{
    [Fact]
    public async Task One_seed_gives_the_same_cases_however_it_is_written()
    {
        await Run.Property<Recorded>(nameof(Recorded.WithParentheses));
        await Run.Property<Recorded>(nameof(Recorded.WithoutParentheses));

        Assert.Equal(100, Recorded.Of(nameof(Recorded.WithParentheses)).Length);
        Assert.Equal(Recorded.Of(nameof(Recorded.WithParentheses)), Recorded.Of(nameof(Recorded.WithoutParentheses)));
    }

    [Fact]
    public async Task Another_seed_gives_other_cases()
    {
        await Run.Property<Recorded>(nameof(Recorded.OneSeed));
        await Run.Property<Recorded>(nameof(Recorded.AnotherSeed));

        Assert.NotEqual(Recorded.Of(nameof(Recorded.OneSeed)), Recorded.Of(nameof(Recorded.AnotherSeed)));
    }

    [Fact]
    public async Task A_seed_with_a_size_replays_the_one_case()
    {
        await Run.Property<Recorded>(nameof(Recorded.WithSize));

        Assert.Single(Recorded.Of(nameof(Recorded.WithSize)));
    }

    [Fact]
    public async Task A_failure_prints_the_seed_it_ran_with() =>
        Assert.Contains("(123,457)", await Run.FailureOf<Recorded>(nameof(Recorded.Broken)));

    [Theory]
    [InlineData(nameof(Unreadable.Word), "\"yesterday\"", "not two or three numbers")]
    [InlineData(nameof(Unreadable.One), "\"(123)\"", "not two or three numbers")]
    [InlineData(nameof(Unreadable.Four), "\"1,3,5,7\"", "not two or three numbers")]
    [InlineData(nameof(Unreadable.Negative), "\"-1,3\"", "not two or three numbers")]
    [InlineData(nameof(Unreadable.Even), "\"(123,456)\"", "second number is even")]
    [InlineData(nameof(Unreadable.Size), "\"(123,457,big)\"", "third number")]
    public async Task A_seed_that_cannot_be_read_fails_the_one_test_and_says_why(string method, string verbatim, string reason)
    {
        var failure = await Run.FailureOf<Unreadable>(method);

        Assert.Contains("Replay = " + verbatim, failure);
        Assert.Contains(reason, failure);
    }

    private sealed class Recorded
    {
        private static readonly ConcurrentQueue<(string Property, int Number)> cases = [];

        internal static int[] Of(string property) => [.. cases.Where(one => one.Property == property).Select(one => one.Number)];

        [Property(Replay = "(123,457)")]
        public void WithParentheses(int number) => cases.Enqueue((nameof(WithParentheses), number));

        [Property(Replay = "123,457")]
        public void WithoutParentheses(int number) => cases.Enqueue((nameof(WithoutParentheses), number));

        [Property(Replay = "123,457")]
        public void OneSeed(int number) => cases.Enqueue((nameof(OneSeed), number));

        [Property(Replay = "124,457")]
        public void AnotherSeed(int number) => cases.Enqueue((nameof(AnotherSeed), number));

        [Property(Replay = "(123,457,30)")]
        public void WithSize(int number) => cases.Enqueue((nameof(WithSize), number));

        [Property(Replay = "(123,457)")]
        public bool Broken(int number) => number < 10;
    }

    private sealed class Unreadable
    {
        [Property(Replay = "yesterday")]
        public bool Word(int number) => number == number + 0;

        [Property(Replay = "(123)")]
        public bool One(int number) => number == number + 0;

        [Property(Replay = "1,3,5,7")]
        public bool Four(int number) => number == number + 0;

        [Property(Replay = "-1,3")]
        public bool Negative(int number) => number == number + 0;

        [Property(Replay = "(123,456)")]
        public bool Even(int number) => number == number + 0;

        [Property(Replay = "(123,457,big)")]
        public bool Size(int number) => number == number + 0;
    }
}
