using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>What an adapter says that it is and can do.</summary>
/// <param name="Runtime">The runtime and its version.</param>
/// <param name="Class">Its class: how much garbage it finds.</param>
/// <param name="Capabilities">What it announces.</param>
public sealed record RuntimeDescription(string Runtime, string Class, ImmutableArray<string> Capabilities);
