using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace GcVerify.TestKit.Tests;

public sealed class PropertyArbitrary
{
    [Theory]
    [InlineData(nameof(Choosing.FromTheClass))]
    [InlineData(nameof(Choosing.FromTheMethodBeforeTheClass))]
    [InlineData(nameof(Choosing.FromTheFrontOfTheArray))]
    [InlineData(nameof(Choosing.OneTypeFromEachLevel))]
    public async Task An_arbitrary_class_further_in_or_further_front_wins(string method) =>
        Assert.StartsWith("Ok, passed", await Run.OutputOf<Choosing>(method));

    [Fact]
    public async Task An_arbitrary_class_shrinks_its_values() =>
        Assert.Matches(@"Shrunk:\s+small\s", await Run.FailureOf<Choosing>(nameof(Choosing.Shrinking)));

    [Fact]
    public async Task An_arbitrary_class_without_instances_fails_the_one_test_and_is_named() =>
        Assert.Contains("Arbitrary = typeof(Nothing)", await Run.FailureOf<Choosing>(nameof(Choosing.Unusable)));

    public sealed record Word(string Text)
    {
        public override string ToString() => Text;
    }

    public sealed record Mark(char Sign);

    public static class Alphas
    {
        public static Arbitrary<Word> Words() => Gen.Constant(new Word("alpha")).ToArbitrary();
    }

    public static class Betas
    {
        public static Arbitrary<Word> Words() => Gen.Constant(new Word("beta")).ToArbitrary();
    }

    public static class Marks
    {
        public static Arbitrary<Mark> Signs() => Gen.Constant(new Mark('!')).ToArbitrary();
    }

    public static class Shrinkable
    {
        public static Arbitrary<Word> Words() =>
            Arb.From(Gen.Constant(new Word("large")), word => word.Text == "large" ? [new Word("small")] : []);
    }

    public sealed class Nothing;

    [Properties(Arbitrary = [typeof(Alphas)])]
    private sealed class Choosing
    {
        [Property]
        public bool FromTheClass(Word word) => word.Text == "alpha";

        [Property(Arbitrary = [typeof(Betas)])]
        public bool FromTheMethodBeforeTheClass(Word word) => word.Text == "beta";

        [Property(Arbitrary = [typeof(Betas), typeof(Alphas)])]
        public bool FromTheFrontOfTheArray(Word word) => word.Text == "beta";

        [Property(Arbitrary = [typeof(Marks)])]
        public bool OneTypeFromEachLevel(Word word, Mark mark) => word.Text == "alpha" && mark.Sign == '!';

        [Property(Arbitrary = [typeof(Shrinkable)])]
        public bool Shrinking(Word word) => word.Text.Length == 0;

        [Property(Arbitrary = [typeof(Nothing)])]
        public bool Unusable(Word word) => word.Text.Length > 0;
    }
}
