using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares what a test received with a file approved earlier, which lies beside the test's source file.</summary>
public static class Verifier
{
    /// <summary>Verifies a text against <c>{Type}.{Method}.verified.txt</c>; await the result.</summary>
    /// <param name="target">The text; an empty one is written <c>emptyString</c>.</param>
    /// <param name="settings">Leave it out; settings are given by the methods of the result.</param>
    /// <param name="sourceFile">Filled by the compiler.</param>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, final => SnapshotCheck.RunAsync(target is "" ? "emptyString" : target ?? "null", "txt", final, sourceFile));

    /// <summary>Verifies a text against <c>{Type}.{Method}.verified.{extension}</c>; await the result.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">The extension of a text format, without a period.</param>
    /// <param name="settings">Leave it out; settings are given by the methods of the result.</param>
    /// <param name="sourceFile">Filled by the compiler.</param>
    public static SettingsTask Verify(
        string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, final => SnapshotCheck.RunAsync(target ?? "null", extension, final, sourceFile));
}
