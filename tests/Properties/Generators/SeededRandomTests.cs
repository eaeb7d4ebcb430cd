using GcVerify.Generators;

namespace GcVerify.Properties.Generators;

public sealed class SeededRandomTests
{
    [Fact]
    public void Numbers_are_those_of_the_published_generator()
    {
        // The first outputs of SplitMix64 for this seed, as published with its reference implementation.
        var random = new SeededRandom(1234567);
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];

        Assert.Equal(published, published.Select(_ => random.NextWord()));
    }

    [Fact]
    public void Resetting_starts_again()
    {
        var random = new SeededRandom(5);
        ulong[] first = [.. Enumerable.Range(0, 10).Select(_ => random.NextWord())];
        random.Reset(5);

        Assert.Equal(first, first.Select(_ => random.NextWord()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100)]
    public void Bounded_numbers_are_equally_likely(int bound)
    {
        var random = new SeededRandom(1);
        int[] counts = new int[bound];
        for (int i = 0; i < bound * 10_000; i++)
        {
            counts[random.Below(bound)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_400, 10_600));
    }

    [Fact]
    public void Large_bounds_have_no_bias()
    {
        // Without the second draw, a third of the results below this bound would be twice as likely as the others.
        const int Bound = 3 << 29;
        var random = new SeededRandom(1);
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++)
        {
            counts[random.Below(Bound) % 3]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Sub_seeds_differ()
    {
        var seen = new HashSet<ulong>();
        for (ulong seed = 0; seed < 100; seed++)
        {
            for (long index = 0; index < 1_000; index++)
            {
                Assert.True(seen.Add(SeededRandom.SubSeed(seed, index)));
            }
        }
    }
}
