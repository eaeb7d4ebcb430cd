using System.Text;

namespace GcVerify.TestKit.Tests;

public sealed class SnapshotTexts : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_received_file_is_utf8_with_a_byte_order_mark_and_line_feeds()
    {
        await Receive(Verify("é\r\nb\rc"));

        Assert.Equal([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("é\nb\nc")], directory.Bytes("text.received.txt"));
    }

    [Theory]
    [InlineData("a\nb", "a\nb", true)]
    [InlineData("a\nb", "a\nb\n", true)]
    [InlineData("a\nb", "a\nb\n\n", false)]
    [InlineData("a\nb\n", "a\nb", false)]
    [InlineData("a\nb\n", "a\nb\n\n", true)]
    [InlineData("a\nb", "a\r\nb\r\n", true)]
    [InlineData("a\r\nb", "a\nb", true)]
    [InlineData("a\nb", "a\nbc", false)]
    public async Task One_final_line_feed_more_in_the_verified_file_is_forgiven(string received, string verified, bool passes)
    {
        directory.Write("text.verified.txt", verified);

        var failure = await Record.ExceptionAsync(async () => await Here(Verify(received)));

        Assert.Equal(passes, failure is null);
    }

    [Fact]
    public async Task A_verified_file_needs_no_byte_order_mark()
    {
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "text.verified.txt"), "é");

        await Here(Verify("é"));
    }

    [Theory]
    [InlineData("", "emptyString")]
    [InlineData(null, "null")]
    public async Task No_text_is_written_as_a_word(string? text, string word)
    {
        await Receive(Verify(text));

        Assert.Equal(word, directory.Read("text.received.txt"));
    }

    [Fact]
    public async Task A_text_of_another_format_has_its_extension()
    {
        await Receive(Verify("<svg/>", "svg"));

        Assert.Equal("<svg/>", directory.Read("text.received.svg"));
    }

    [Theory]
    [InlineData("dot")]
    [InlineData("png")]
    [InlineData(".txt")]
    public async Task An_extension_upstream_does_not_take_for_text_is_refused(string extension)
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(async () => await Here(Verify("digraph {}", extension)));

        Assert.Contains($"\"{extension}\" is not an extension of a text format", failure.Message);
    }

    [Fact]
    public async Task Scrubbed_lines_leave_the_text_whatever_their_case()
    {
        await Receive(Verify("seed 1\nkept\r\nSEED 2\nTime: 3\nlast\n").ScrubLinesContaining("seed", "time:"));

        Assert.Equal("kept\nlast\n", directory.Read("text.received.txt"));
    }

    [Fact]
    public async Task The_scrubber_added_last_runs_first()
    {
        await Receive(Verify("a").AddScrubber(text => text.Replace("b", "c")).AddScrubber(text => text.Replace("a", "b")));

        Assert.Equal("c", directory.Read("text.received.txt"));
    }

    private SettingsTask Here(SettingsTask verification) =>
        verification.UseDirectory(directory.Path).UseFileName("text");

    private async Task Receive(SettingsTask verification) =>
        await Assert.ThrowsAnyAsync<Exception>(async () => await Here(verification));
}
