using System.Text;

namespace GcVerify.TestKit.Tests;

/// <summary>A directory of one test, for snapshots that are meant to fail.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("gcverify-testkit-").FullName;

    internal IEnumerable<string> Names =>
        Directory.GetFiles(Path).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);

    internal void Write(string name, string text) =>
        File.WriteAllText(System.IO.Path.Combine(Path, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    internal string Read(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    internal byte[] Bytes(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
