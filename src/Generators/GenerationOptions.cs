using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>What programs to generate.</summary>
/// <param name="Preset">Their style.</param>
/// <param name="Operations">The operations of each, at least 1.</param>
/// <param name="Features">What the collector honours; other features appear in about one of 16 programs.</param>
public readonly record struct GenerationOptions(Preset Preset, int Operations, LanguageFeatures Features)
{
    /// <summary>The containers among which one is chosen for each object; where there is one only, nothing is chosen.</summary>
    public int Containers { get; init; }

    /// <summary>Automatic collection is off as a program begins, and has to be enabled to be tested.</summary>
    public bool EnablesCollection { get; init; }

    /// <summary>What to generate for a collector with these promises.</summary>
    public static GenerationOptions For(Promises promises, Preset preset, int operations)
    {
        ArgumentNullException.ThrowIfNull(promises);
        return new(preset, operations, LanguageFeatures.Of(promises))
        {
            Containers = promises.Containers.Length,
            EnablesCollection = !promises.Sight.HasFlag(Sight.Automatic),
        };
    }
}
