namespace GcVerify.Generators;

/// <summary>What programs to generate.</summary>
/// <param name="Preset">Their style.</param>
/// <param name="Operations">The operations of each, at least 1.</param>
/// <param name="Features">What the collector honours; other features appear in about one of 16 programs.</param>
public readonly record struct GenerationOptions(Preset Preset, int Operations, LanguageFeatures Features);
