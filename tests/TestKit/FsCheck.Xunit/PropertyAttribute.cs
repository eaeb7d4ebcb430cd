using Xunit;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>
/// Runs the method as a property: FsCheck generates its arguments, and shrinks those that falsify it.
/// The method returns void, <see cref="bool"/>, <see cref="Property"/>, or a task of nothing or of one of these.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = false)]
[XunitTestCaseDiscoverer("FsCheck.Xunit.PropertyDiscoverer", "GcVerify.TestKit")]
public class PropertyAttribute : FactAttribute
{
    internal PropertyOptions Options { get; private set; } = PropertyOptions.Unset;

    /// <summary>The seed to start from, as a failure prints it: <c>(seed,gamma)</c> or <c>seed,gamma,size</c>.</summary>
    public string? Replay
    {
        get => Options.Replay;
        set => Options = Options with { Replay = string.IsNullOrEmpty(value) ? null : value };
    }

    /// <summary>How many cases run at once; -1 runs them one after another.</summary>
    public int Parallelism
    {
        get => Options.Parallelism ?? -1;
        set => Options = Options with { Parallelism = value };
    }

    /// <summary>How many cases must pass; -1 leaves it to FsCheck.</summary>
    public int MaxTest
    {
        get => Options.MaxTest ?? -1;
        set => Options = Options with { MaxTest = value };
    }

    /// <summary>How many cases a precondition may reject before the property counts as exhausted; -1 leaves it to FsCheck.</summary>
    public int MaxRejected
    {
        get => Options.MaxRejected ?? -1;
        set => Options = Options with { MaxRejected = value };
    }

    /// <summary>The size of the first case; -1 leaves it to FsCheck.</summary>
    public int StartSize
    {
        get => Options.StartSize ?? -1;
        set => Options = Options with { StartSize = value };
    }

    /// <summary>The size of the last case; -1 leaves it to FsCheck.</summary>
    public int EndSize
    {
        get => Options.EndSize ?? -1;
        set => Options = Options with { EndSize = value };
    }

    /// <summary>Whether every generated argument and every shrink is written to the test's output.</summary>
    public bool Verbose
    {
        get => Options.Verbose ?? false;
        set => Options = Options with { Verbose = value };
    }

    /// <summary>Whether a passing property writes nothing to the test's output.</summary>
    public bool QuietOnSuccess
    {
        get => Options.QuietOnSuccess ?? false;
        set => Options = Options with { QuietOnSuccess = value };
    }

    /// <summary>Classes whose static members give <see cref="Arbitrary{T}"/> instances. Earlier classes win over later ones.</summary>
    public Type[] Arbitrary
    {
        get => [.. Options.Arbitrary];
        set => Options = Options with { Arbitrary = value };
    }
}
