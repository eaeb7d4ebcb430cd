using System.Runtime.CompilerServices;

namespace GcVerify.TestKit.Tests;

public sealed class SnapshotNames : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_snapshot_lies_beside_its_test_and_has_its_name() => await Verify("beside the source file");

    [Fact]
    public async Task A_directory_is_relative_to_the_source_file() =>
        Assert.Equal(
            "SnapshotNames.A_directory_is_relative_to_the_source_file.received.txt",
            await NameOf(Verify("text"), Path.GetRelativePath(SourceDirectory(), directory.Path)));

    [Theory]
    [InlineData(1, "a/b:c", true, new[] { 1, 2 })]
    public async Task Parameters_are_part_of_the_name(int number, string text, bool flag, int[] list) =>
        Assert.Equal(
            "SnapshotNames.Parameters_are_part_of_the_name_number=1_text=a-b-c_flag=True_list=1,2.received.txt",
            await NameOf(Verify("text").UseParameters(number, text, flag, list)));

    [Theory]
    [InlineData(1, null)]
    public async Task Fewer_parameters_name_the_first_ones(int? number, string? text)
    {
        Assert.Null(text);
        Assert.Equal(
            "SnapshotNames.Fewer_parameters_name_the_first_ones_number=1.received.txt",
            await NameOf(Verify("text").UseParameters(number)));
    }

    [Theory]
    [InlineData(null)]
    public async Task A_missing_value_is_named_null(string? text) =>
        Assert.Equal(
            "SnapshotNames.A_missing_value_is_named_null_text=null.received.txt", await NameOf(Verify("text").UseParameters(text)));

    [Theory]
    [InlineData(new[] { "a", "b" }, 0)]
    public async Task An_array_of_strings_is_one_parameter(string[] words, int unused)
    {
        Assert.Equal(0, unused);
        Assert.Equal(
            "SnapshotNames.An_array_of_strings_is_one_parameter_words=a,b.received.txt",
            await NameOf(Verify("text").UseParameters(words)));
    }

    [Theory]
    [MemberData(nameof(Nested))]
    public async Task Lists_in_lists_are_bracketed(int[][] lists) =>
        Assert.Equal(
            "SnapshotNames.Lists_in_lists_are_bracketed_lists=[1,2],[].received.txt",
            await NameOf(Verify("text").UseParameters<int[][]>(lists)));

    [Fact]
    public async Task More_values_than_parameters_are_refused()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Verify("text").UseParameters(1, 2));

        Assert.Contains("2 values", failure.Message);
    }

    [Fact]
    public async Task A_text_can_stand_for_parameters() =>
        Assert.Equal(
            "SnapshotNames.A_text_can_stand_for_parameters_small.received.txt", await NameOf(Verify("text").UseTextForParameters("small")));

    [Fact]
    public async Task A_method_name_can_be_replaced() =>
        Assert.Equal("SnapshotNames.Second.received.txt", await NameOf(Verify("text").UseMethodName("Second")));

    [Fact]
    public async Task A_whole_name_can_be_replaced() =>
        Assert.Equal("heap.received.txt", await NameOf(Verify("text").UseFileName("heap")));

    [Fact]
    public async Task A_name_that_no_file_can_have_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Verify("text").UseFileName("a/b"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Verify("text").UseMethodName("a/b"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Verify("text").UseTextForParameters("a/b"));
    }

    [Fact]
    public async Task Settings_that_contradict_each_other_are_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Verify("text").UseFileName("a").UseMethodName("b"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Verify("text").UseFileName("a").UseParameters(1));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Verify("text").UseFileName("a").UseTextForParameters("b"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Verify("text").UseTextForParameters("b").UseParameters(1));
    }

    public static TheoryData<int[][]> Nested() => new(new int[][] { [1, 2], [] });

    private static string SourceDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private async Task<string> NameOf(SettingsTask verification, string? where = null)
    {
        await Assert.ThrowsAnyAsync<Exception>(async () => await verification.UseDirectory(where ?? directory.Path));
        return Assert.Single(directory.Names);
    }

    public sealed class OfANestedClass
    {
        [Fact]
        public async Task Begin_with_the_outer_class()
        {
            using var directory = new TemporaryDirectory();
            await Verify("text").UseDirectory(directory.Path).AutoVerify();

            Assert.Equal(["SnapshotNames.OfANestedClass.Begin_with_the_outer_class.verified.txt"], directory.Names);
        }
    }
}
