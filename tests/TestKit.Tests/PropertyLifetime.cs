using FsCheck.Xunit;
using Xunit.Abstractions;

namespace GcVerify.TestKit.Tests;

public sealed class PropertyLifetime(ITestOutputHelper output)
{
    [Fact]
    public async Task One_instance_of_the_class_serves_all_cases_of_a_property_and_is_disposed()
    {
        await Run.OutputOf<Counted>(nameof(Counted.Property));

        Assert.Equal(1, Counted.Made);
        Assert.Equal(100, Counted.Cases);
        Assert.Equal(1, Counted.Disposed);
    }

    [Fact]
    public async Task A_class_that_is_set_up_asynchronously_is_ready_before_the_first_case() =>
        Assert.StartsWith("Ok, passed", await Run.OutputOf<SetUp>(nameof(SetUp.Property)));

    [Fact]
    public async Task A_skipped_property_runs_no_case()
    {
        var skipped = Assert.IsAssignableFrom<ITestSkipped>(await Run.Property<Skipped>(nameof(Skipped.Property)));

        Assert.Equal("not today", skipped.Reason);
    }

    [Fact]
    public async Task A_snapshot_inside_a_property_fails_and_says_why() =>
        Assert.Contains("A [Property] cannot verify a snapshot", await Run.FailureOf<Verifying>(nameof(Verifying.Property)));

    [Property]
    public bool A_property_may_write_to_the_output_its_class_was_given(int number)
    {
        output.WriteLine($"case {number}");
        return true;
    }

    private sealed class Counted : IDisposable
    {
        public Counted() => Made++;

        internal static int Made { get; private set; }
        internal static int Cases { get; private set; }
        internal static int Disposed { get; private set; }

        [Property]
        public void Property(int number) => Cases += 1 + (number - number);

        public void Dispose() => Disposed++;
    }

    private sealed class SetUp : IAsyncLifetime
    {
        private bool ready;

        public async Task InitializeAsync()
        {
            await Task.Yield();
            ready = true;
        }

        public Task DisposeAsync() => Task.CompletedTask;

        [Property]
        public bool Property(int number) => ready && number == number + 0;
    }

    private sealed class Skipped
    {
        [Property(Skip = "not today")]
        public bool Property(int number) => number != number + 0;
    }

    private sealed class Verifying
    {
        [Property]
        public async Task Property(int number) => await Verify($"number {number}");
    }
}
