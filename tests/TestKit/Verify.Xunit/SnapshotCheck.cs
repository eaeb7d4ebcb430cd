using VerifyXunit;

namespace VerifyTests;

/// <summary>One verification from the received text to the verdict.</summary>
internal static class SnapshotCheck
{
    internal static async Task<VerifyResult> RunAsync(string target, string extension, VerifySettings settings, string sourceFile)
    {
        TextExtensions.Require(extension);
        var prefix = FileNames.Prefix(UseVerifyAttribute.RunningTest, settings);
        var files = SnapshotFiles.Claim(DirectoryOf(settings, sourceFile), prefix, extension);
        var received = Scrubbing.Apply(target, settings.Scrubbers);
        var verified = await files.ReadVerifiedAsync();
        var stale = files.Stale();

        var matches = verified is not null && Matches(received, verified);
        if (matches && stale.Count == 0)
            return new VerifyResult();

        if (!matches)
            await files.WriteReceivedAsync(received);
        var failure = new VerifyException(FailureMessage.Of(files, received, verified, matches, stale));
        if (!settings.AutoVerify)
            throw failure;

        if (!matches)
            files.Approve();
        foreach (var name in stale)
            files.Delete(name);
        return settings.ThrowAfterAutoVerify ? throw failure : new VerifyResult();
    }

    private static string DirectoryOf(VerifySettings settings, string sourceFile)
    {
        var beside = Path.GetDirectoryName(sourceFile);
        if (string.IsNullOrEmpty(beside) || (settings.Directory is null && !Directory.Exists(beside)))
            throw new InvalidOperationException(
                $"The directory of \"{sourceFile}\", where the snapshot belongs, cannot be found. " +
                "Tests are built where they run, and with DeterministicSourcePaths off.");
        return Path.GetFullPath(Path.Combine(beside, settings.Directory ?? ""));
    }

    // Many editors end a file with a line feed that nobody typed; one such is not a difference.
    private static bool Matches(string received, string verified) =>
        verified == received || (verified.Length == received.Length + 1 && verified == received + '\n');
}
