using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

public sealed class SuggestionTests
{
    private static readonly string[] s_words = ["call", "collect", "copy", "step", "finalize", "pin", "unpin"];

    [Theory]
    [InlineData("collect", "collect")]
    [InlineData("COLLECT", "collect")]
    [InlineData("colect", "collect")]
    [InlineData("collects", "collect")]
    [InlineData("co1lekt", "collect")]
    [InlineData("finalise", "finalize")]
    [InlineData("cal", "call")]
    [InlineData("pim", "pin")]
    [InlineData("unpn", "unpin")]
    [InlineData("umpim", "unpin")]
    public void The_nearest_word_is_suggested_for_a_misspelt_one(string word, string nearest) =>
        Assert.Equal(nearest, Suggestion.Nearest(word, s_words));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("xyz")]
    [InlineData("collection")]
    [InlineData("pump")]
    public void Nothing_is_suggested_where_nothing_is_near(string word) => Assert.Null(Suggestion.Nearest(word, s_words));

    [Fact]
    public void Of_equally_near_words_the_first_is_suggested()
    {
        Assert.Equal("bat", Suggestion.Nearest("at", ["bat", "cat"]));
        Assert.Equal("cat", Suggestion.Nearest("at", ["cat", "bat"]));
    }

    [Fact]
    public void Without_candidates_there_is_no_suggestion() => Assert.Null(Suggestion.Nearest("collect", []));
}
