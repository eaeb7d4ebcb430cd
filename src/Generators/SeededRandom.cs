using System.Runtime.CompilerServices;

namespace GcVerify.Generators;

/// <summary>
/// A generator of pseudo-random numbers (SplitMix64; Steele, Lea and Flood 2014): the same seed gives the same numbers on
/// every machine and in every version. Not thread-safe.
/// </summary>
public sealed class SeededRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Starts at <paramref name="seed"/>.</summary>
    public SeededRandom(ulong seed) => Reset(seed);

    /// <summary>Starts again, as a new generator with this seed would.</summary>
    public void Reset(ulong seed) => _state = seed;

    /// <summary>
    /// The seed of part <paramref name="index"/> of what <paramref name="seed"/> names. Parts can be made in any order, and a part has
    /// parts of its own. For one seed, different indices give different seeds.
    /// </summary>
    public static ulong SubSeed(ulong seed, long index) => unchecked(Mix(Mix(seed + GoldenGamma) + (GoldenGamma * (ulong)index)));

    /// <summary>Any 64-bit value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextWord() => Mix(_state = unchecked(_state + GoldenGamma));

    /// <summary>A number from 0 to <paramref name="bound"/> - 1, each equally likely; the bound is at least 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound)
    {
        unchecked
        {
            ulong product = (NextWord() >> 32) * (uint)bound;
            return (uint)product < (uint)bound ? BelowWithoutBias((uint)bound, product) : (int)(product >> 32);
        }
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included, each equally likely.</summary>
    public int Between(int low, int high) => unchecked(low + Below(high - low + 1));

    /// <summary>True once in <paramref name="n"/> times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool OneIn(int n) => Below(n) == 0;

    /// <summary>One of <paramref name="items"/>, each equally likely.</summary>
    public T Pick<T>(ReadOnlySpan<T> items) => items[Below(items.Length)];

    /// <summary>The rare part of Lemire's method (2019): the few products that would favour some results are drawn again.</summary>
    private int BelowWithoutBias(uint bound, ulong product)
    {
        unchecked
        {
            uint threshold = (0u - bound) % bound;
            while ((uint)product < threshold)
            {
                product = (NextWord() >> 32) * bound;
            }

            return (int)(product >> 32);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
