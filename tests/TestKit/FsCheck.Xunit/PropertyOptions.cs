using System.Reflection;

namespace FsCheck.Xunit;

/// <summary>What one attribute says, or what all attributes around a property say together; null where nothing is said.</summary>
internal sealed record PropertyOptions
{
    internal static PropertyOptions Unset { get; } = new();

    internal string? Replay { get; init; }
    internal int? Parallelism { get; init; }
    internal int? MaxTest { get; init; }
    internal int? MaxRejected { get; init; }
    internal int? StartSize { get; init; }
    internal int? EndSize { get; init; }
    internal bool? Verbose { get; init; }
    internal bool? QuietOnSuccess { get; init; }
    internal IReadOnlyList<Type> Arbitrary { get; init; } = [];

    internal static PropertyOptions Of(Type testClass, MethodInfo method)
    {
        var options = method.GetCustomAttribute<PropertyAttribute>()!.Options;
        for (var level = testClass; level is not null; level = level.DeclaringType)
            options = options.Inside(level.GetCustomAttribute<PropertiesAttribute>());
        return options.Inside(testClass.Assembly.GetCustomAttribute<PropertiesAttribute>());
    }

    private PropertyOptions Inside(PropertiesAttribute? around)
    {
        var outer = around?.Options ?? Unset;
        return new PropertyOptions
        {
            Replay = Replay ?? outer.Replay,
            Parallelism = Parallelism ?? outer.Parallelism,
            MaxTest = MaxTest ?? outer.MaxTest,
            MaxRejected = MaxRejected ?? outer.MaxRejected,
            StartSize = StartSize ?? outer.StartSize,
            EndSize = EndSize ?? outer.EndSize,
            Verbose = Verbose ?? outer.Verbose,
            QuietOnSuccess = QuietOnSuccess ?? outer.QuietOnSuccess,
            Arbitrary = [.. Arbitrary, .. outer.Arbitrary],
        };
    }
}
