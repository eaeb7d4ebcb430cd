using System.ComponentModel;
using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Remembers which test is running; the build puts it on every test assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> running = new();

    internal static MethodInfo RunningTest => running.Value ?? throw new InvalidOperationException(
        "Verify was called, but not by a running [Fact] or [Theory], so the snapshot has no name. A [Property] cannot verify a snapshot; " +
        "elsewhere, await Verify in the test itself.");

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest) => running.Value = methodUnderTest;

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest) => running.Value = null;
}
