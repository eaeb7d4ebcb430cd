using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>A way in which a runtime can be run, such as one of its collectors: <c>java:zgc</c>.</summary>
/// <param name="Name">What a user types after the colon.</param>
/// <param name="Summary">One line about it.</param>
public sealed record RuntimeMode(string Name, string Summary)
{
    /// <summary>Arguments of the runtime's executable, after those that it always has.</summary>
    public ImmutableArray<string> RuntimeArguments { get; init; } = [];

    /// <summary>Arguments of the adapter.</summary>
    public ImmutableArray<string> AdapterArguments { get; init; } = [];

    /// <summary>Environment variables of the process.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>An argument of a runtime's executable that is worth a try, for <c>--option</c>.</summary>
/// <param name="Argument">The argument.</param>
/// <param name="Summary">One line about it.</param>
public sealed record RuntimeOption(string Argument, string Summary);

/// <summary>A runtime, and the mode in which it is run.</summary>
/// <param name="Entry">The runtime.</param>
/// <param name="Mode">The mode, or null: as the runtime comes.</param>
public sealed record RuntimeChoice(RuntimeEntry Entry, RuntimeMode? Mode = null)
{
    /// <summary>What a user types: <c>NAME</c> or <c>NAME:MODE</c>.</summary>
    public string Name => Mode is null ? Entry.Name : $"{Entry.Name}:{Mode.Name}";
}
