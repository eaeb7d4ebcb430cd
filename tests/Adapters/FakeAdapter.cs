using System.Diagnostics;
using System.Globalization;
using GcVerify.Adapters;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

/// <summary>An adapter made of a shell script in a directory of its own, which goes with it.</summary>
internal sealed class FakeAdapter : IDisposable
{
    /// <summary>A hello that is right.</summary>
    public const string Hello = """echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"complete","caps":[]}'""";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gcverify-fake-");

    public FakeAdapter(string script, AdapterLimits? limits = null)
    {
        string path = Path.Combine(_directory.FullName, "adapter.sh");
        File.WriteAllText(path, script.ReplaceLineEndings("\n") + "\n");
        Pool = new AdapterPool(
            new AdapterCommand("fake", "/bin/sh", [path]),
            limits ?? new AdapterLimits { Hello = TimeSpan.FromSeconds(2), Batch = TimeSpan.FromSeconds(2), LineBytes = 1 << 20 });
    }

    public AdapterPool Pool { get; }

    /// <summary>A file beside the script, <c>$(dirname "$0")/name</c> to it.</summary>
    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>One that promises so much and answers with these logs, whatever it is asked.</summary>
    public static FakeAdapter Answering(string capabilities, IEnumerable<(int Operations, string Log)> answers)
    {
        string hello = Hello.Replace("\"caps\":[]", $"\"caps\":[{capabilities}]", StringComparison.Ordinal);
        IEnumerable<string> replies = answers.Select((answer, i) =>
            string.Create(CultureInfo.InvariantCulture, $$"""echo '{"type":"ok","id":{{i + 1}},"n":{{answer.Operations}},"log":[{{answer.Log}}]}'"""));
        return new FakeAdapter(string.Join("\nread -r line\n", replies.Prepend(hello)) + "\nread -r line");
    }

    /// <summary>What a verifier makes of a small program.</summary>
    public Violation? Verify(string program = "r0 = new 1\nr0 = null")
    {
        var verifier = new ProgramVerifier(new SubjectDefinition("fake", Pool.CreateSubject));
        return verifier.Check(ProgramParser.Parse(program, "fake.gcp"));
    }

    /// <summary>The error that comes of the same program.</summary>
    public AdapterException Fail() => Assert.Throws<AdapterException>(() => { Verify(); });

    public void Dispose()
    {
        Pool.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>Whether a process runs; one that has ended and waits for its parent does not.</summary>
    public static bool IsAlive(int id)
    {
        string status = $"/proc/{id}/stat";
        try
        {
            return File.Exists(status) && File.ReadAllText(status).Split(')')[^1].Trim()[0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for a process to end, for a few seconds.</summary>
    public static bool EndsSoon(int id)
    {
        var clock = Stopwatch.StartNew();
        while (IsAlive(id) && clock.Elapsed < TimeSpan.FromSeconds(5))
        {
            Thread.Sleep(20);
        }

        return !IsAlive(id);
    }
}
