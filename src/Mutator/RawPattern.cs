namespace GcVerify.Mutator;

/// <summary>
/// What a fresh object's raw words hold: small numbers that look like addresses, so that a collector which follows raw
/// words as if they were references does harm that can be seen.
/// </summary>
public static class RawPattern
{
    /// <summary>The first value of raw word <paramref name="index"/> of object <paramref name="number"/>.</summary>
    public static long Of(int number, int index) =>
        unchecked(1 + (((uint)((number * 0x9E3779B1) + ((uint)index * 0x85EBCA77))) >> 20));
}
