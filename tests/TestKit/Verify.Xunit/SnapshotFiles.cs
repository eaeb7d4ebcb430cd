using System.Collections.Concurrent;
using System.Text;

namespace VerifyTests;

/// <summary>The two files of one snapshot: what a test received, and what was approved.</summary>
internal sealed class SnapshotFiles
{
    private static readonly UTF8Encoding withMark = new(encoderShouldEmitUTF8Identifier: true);

    // Without regard to case, because two names that differ in nothing else are one file on some systems.
    private static readonly ConcurrentDictionary<string, byte> taken = new(StringComparer.OrdinalIgnoreCase);

    private readonly string prefix;
    private readonly string extension;

    private SnapshotFiles(string directory, string prefix, string extension)
    {
        Directory = directory;
        this.prefix = prefix;
        this.extension = extension;
    }

    internal string Directory { get; }
    internal string ReceivedName => $"{prefix}.received.{extension}";
    internal string VerifiedName => $"{prefix}.verified.{extension}";

    private string ReceivedPath => Path.Combine(Directory, ReceivedName);
    private string VerifiedPath => Path.Combine(Directory, VerifiedName);

    /// <summary>Takes a name no other verification of this run has, and removes what earlier runs received under it.</summary>
    internal static SnapshotFiles Claim(string directory, string prefix, string extension)
    {
        if (!taken.TryAdd(Path.GetFullPath(Path.Combine(directory, prefix)), 0))
            throw new InvalidOperationException(
                $"Two verifications in one run use the snapshot {prefix} in {directory}. In a test that verifies twice give one of them " +
                "UseMethodName; in a theory, UseParameters with the values of the case.");
        System.IO.Directory.CreateDirectory(directory);
        var files = new SnapshotFiles(directory, prefix, extension);
        foreach (var old in files.Named(".received."))
            File.Delete(old);
        return files;
    }

    /// <summary>The approved text, or null where none was approved. An empty file is one that an editor made, not an approval.</summary>
    internal async Task<string?> ReadVerifiedAsync() =>
        new FileInfo(VerifiedPath) is { Exists: true, Length: > 0 }
            ? Scrubbing.WithLineFeeds(await File.ReadAllTextAsync(VerifiedPath))
            : null;

    internal Task WriteReceivedAsync(string text) => File.WriteAllTextAsync(ReceivedPath, text, withMark);

    internal void Approve() => File.Move(ReceivedPath, VerifiedPath, overwrite: true);

    /// <summary>Names of approved files under another extension: left from before the test changed its format.</summary>
    internal IReadOnlyList<string> Stale() =>
        [.. Named(".verified.").Select(path => Path.GetFileName(path)).Where(name => name != VerifiedName).Order(StringComparer.Ordinal)];

    internal void Delete(string name) => File.Delete(Path.Combine(Directory, name));

    private IEnumerable<string> Named(string middle) =>
        System.IO.Directory.GetFiles(Directory)
            .Where(path => Path.GetFileName(path).StartsWith(prefix + middle, StringComparison.Ordinal));
}
