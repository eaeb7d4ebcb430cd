namespace GcVerify.TestKit.Tests;

public sealed class SnapshotVerdicts : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_text_equal_to_the_verified_file_passes()
    {
        directory.Write("heap.verified.txt", "one\ntwo");

        await Verify("one\ntwo").UseDirectory(directory.Path).UseFileName("heap");

        Assert.Equal(["heap.verified.txt"], directory.Names);
    }

    [Fact]
    public async Task Another_text_is_kept_as_received_and_both_files_are_named()
    {
        directory.Write("heap.verified.txt", "one\ntwo");

        var failure = await FailureOf(Verify("one\nthree").UseDirectory(directory.Path).UseFileName("heap"));

        Assert.Contains($"Directory: {directory.Path}\n", failure);
        Assert.Contains("NotEqual:\n  - Received: heap.received.txt\n    Verified: heap.verified.txt\n", failure);
        Assert.Equal("one\nthree", directory.Read("heap.received.txt"));
        Assert.Equal("one\ntwo", directory.Read("heap.verified.txt"));
    }

    [Fact]
    public async Task The_failure_shows_the_lines_that_differ_and_two_around_them()
    {
        directory.Write("heap.verified.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni");

        var failure = await FailureOf(Verify("a\nb\nc\nD\nD\nf\ng\nh\ni").UseDirectory(directory.Path).UseFileName("heap"));

        Assert.EndsWith("Difference (- verified, + received):\n...\n  b\n  c\n- d\n- e\n+ D\n+ D\n  f\n  g\n", failure);
    }

    [Fact]
    public async Task The_failure_keeps_lines_apart_that_only_moved()
    {
        directory.Write("heap.verified.txt", "moved\nsame\nkept");

        var failure = await FailureOf(Verify("same\nkept\nmoved").UseDirectory(directory.Path).UseFileName("heap"));

        Assert.EndsWith("- moved\n  same\n  kept\n+ moved\n", failure);
    }

    [Fact]
    public async Task The_failure_of_a_long_snapshot_stops_after_two_hundred_lines()
    {
        var text = string.Join('\n', Enumerable.Range(1, 250));

        var failure = await FailureOf(Verify(text).UseDirectory(directory.Path).UseFileName("heap"));

        Assert.EndsWith("+ 199\n+ 200\n... and 50 lines more: see the files.\n", failure);
    }

    [Fact]
    public async Task The_first_text_ever_received_fails_and_is_kept()
    {
        var failure = await FailureOf(Verify("one\ntwo").UseDirectory(directory.Path).UseFileName("heap"));

        Assert.Contains("New:\n  - Received: heap.received.txt\n    Verified: heap.verified.txt\n", failure);
        Assert.EndsWith("Received:\n+ one\n+ two\n", failure);
        Assert.Equal(["heap.received.txt"], directory.Names);
    }

    [Fact]
    public async Task An_empty_verified_file_approves_nothing()
    {
        await File.WriteAllBytesAsync(Path.Combine(directory.Path, "heap.verified.txt"), []);

        Assert.Contains("New:\n", await FailureOf(Verify("one").UseDirectory(directory.Path).UseFileName("heap")));
    }

    [Fact]
    public async Task A_pass_removes_what_an_earlier_run_received()
    {
        directory.Write("heap.verified.txt", "one");
        directory.Write("heap.received.txt", "older");
        directory.Write("heap2.received.txt", "of another test");

        await Verify("one").UseDirectory(directory.Path).UseFileName("heap");

        Assert.Equal(["heap.verified.txt", "heap2.received.txt"], directory.Names);
    }

    [Fact]
    public async Task A_verified_file_under_an_old_extension_fails_the_test()
    {
        directory.Write("heap.verified.txt", "old");
        directory.Write("heap.verified.md", "new");

        var failure = await FailureOf(Verify("new", "md").UseDirectory(directory.Path).UseFileName("heap"));

        Assert.Contains("Delete, because the test no longer makes them:\n  - heap.verified.txt\n", failure);
        Assert.Equal(["heap.verified.md", "heap.verified.txt"], directory.Names);
    }

    [Fact]
    public async Task Auto_verify_approves_what_is_received()
    {
        directory.Write("heap.verified.txt", "one");
        directory.Write("heap.verified.md", "stale");

        await Verify("two").UseDirectory(directory.Path).UseFileName("heap").AutoVerify();

        Assert.Equal(["heap.verified.txt"], directory.Names);
        Assert.Equal("two", directory.Read("heap.verified.txt"));
    }

    [Fact]
    public async Task Auto_verify_can_approve_and_fail()
    {
        var failure = await FailureOf(
            Verify("two").UseDirectory(directory.Path).UseFileName("heap").AutoVerify(throwException: true));

        Assert.Contains("New:\n", failure);
        Assert.Equal(["heap.verified.txt"], directory.Names);
    }

    [Fact]
    public async Task A_name_serves_one_verification_of_a_run()
    {
        directory.Write("heap.verified.txt", "one");
        await Verify("one").UseDirectory(directory.Path).UseFileName("heap");

        Assert.Contains("Two verifications", await FailureOf(Verify("one").UseDirectory(directory.Path).UseFileName("Heap")));
    }

    [Fact]
    public async Task A_verification_runs_once_however_often_it_is_awaited()
    {
        directory.Write("heap.verified.txt", "one");
        var verification = Verify("one").UseDirectory(directory.Path).UseFileName("heap");

        await verification;
        await verification;
    }

    [Fact]
    public async Task A_verification_that_has_started_can_no_longer_be_set_up()
    {
        directory.Write("heap.verified.txt", "one");
        var verification = Verify("one").UseDirectory(directory.Path).UseFileName("heap");
        await verification;

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await verification.DisableDiff().AutoVerify());
    }

    [Fact]
    public Task A_test_may_return_its_verification()
    {
        directory.Write("heap.verified.txt", "one");

        return Verify("one").UseDirectory(directory.Path).UseFileName("heap");
    }

    private static async Task<string> FailureOf(SettingsTask verification) =>
        (await Assert.ThrowsAnyAsync<Exception>(async () => await verification)).Message;
}
