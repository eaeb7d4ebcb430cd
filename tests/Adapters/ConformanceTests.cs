using GcVerify.Adapters;

namespace GcVerify.AdapterTests;

/// <summary>What the tests of an adapter find: in the adapter for Python as it is, and with a line of it changed.</summary>
public sealed class ConformanceTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gcverify-conform-");

    [RuntimeFact("python3")]
    public void An_adapter_that_comes_with_GcVerify_conforms()
    {
        ConformanceReport report = Run("\n", "\n");

        Assert.DoesNotContain(report.Results, result => result.Failure is not null);
        Assert.True(report.Conforms);
        Assert.StartsWith("CPython 3", report.Runtime, StringComparison.Ordinal);
        Assert.Equal(AdapterConformance.Checks, report.Results.Select(result => result.Check));
        Assert.Contains(report.Results, result => (result.Check, result.Outcome) == ("step", ConformanceOutcome.NotAnnounced));
        Assert.Contains(report.Results, result => (result.Check, result.Outcome) == ("weak-cleared", ConformanceOutcome.Passed));
    }

    [RuntimeTheory("python3")]
    [InlineData("hello", "\"proto\": 1", "\"proto\": 2")]
    [InlineData("hello", "\"class\": \"complete\"", "\"class\": \"perfect\"")]
    [InlineData("hello", "\"caps\": [", "\"capabilities\": [")]
    [InlineData("new", "kind = shape & 15", "kind = 0")]
    [InlineData("assign", "slots[a] = slots[b]\n        elif code == NEW", "slots[a] = slots[b] or slots[a]\n        elif code == NEW")]
    [InlineData("load", "load(x, c % len(x))", "load(x, min(c, len(x) - 1))")]
    [InlineData("store", "x[b % len(x)] = slots[c]", "x[0] = slots[c]")]
    [InlineData("store-raw", "c << 32 | d & 0xFFFFFFFF", "c << 32 | d")]
    [InlineData("move", "x[b] = None", "pass")]
    [InlineData("blit", "(d & 0xFFFF) % len(y)", "0")]
    [InlineData("call", "slots[a + i] = slots[argument]", "slots[a] = slots[argument]")]
    [InlineData("return", "slots[c:c + d] = [None] * d", "slots[c:c + d - 1] = [None] * (d - 1)")]
    [InlineData("weak", "if x is not None:\n                y = allocate(1", "if True:\n                y = allocate(1")]
    [InlineData("deref", "x.kind - KIND_WEAK", "0")]
    [InlineData("ephemeron", "y[1] = slots[c]", "y[1] = x")]
    [InlineData("collect", "collect(a)", "emit(COLLECTED)")]
    [InlineData("walk", "walk(slots[1:a])", "walk(slots[1:])")]
    [InlineData("null", "x = slots[a]\n            if x:", "x = slots[a]\n            if x is not None:")]
    [InlineData("payload", "0xFFFFFFFF) >> 20", "0xFFFFFFFF) >> 21")]
    [InlineData("echo", "len(operations) // 5,", "7,")]
    [InlineData("isolation", "allocated = 0\n        automatic", "automatic")]
    [InlineData("deaths", "\"leak\" and number == 2:", "\"leak\" or number > 2:")]
    [InlineData("fields", "    if len(operations) % 5:", "    if request.get(\"unknown\") or len(operations) % 5:")]
    [InlineData("malformed", "json.JSONDecodeError: \"malformed\"", "json.JSONDecodeError: \"internal\"")]
    [InlineData("unsupported", "NotImplementedError: \"unsupported\"", "NotImplementedError: \"internal\"")]
    [InlineData("bye", "            break\n", "            continue\n")]
    [InlineData("end", "for line in sys.stdin:", "def lines():\n    yield from sys.stdin\n    os.abort()\n\n\nfor line in lines():")]
    [InlineData("immediate", "x = y = overwritten = None  # what dies", "pass  # what dies")]
    [InlineData("weak-cleared", "        tell((CLEARED, ref.holder))", "        pass")]
    [InlineData("finalizers", "        inner[globals_end] = node\n", "")]
    [InlineData("more", "    if not more:\n        epoch += 1\n        allocated", "    if True:\n        epoch += 1\n        allocated")]
    public void A_line_that_is_changed_fails_the_check_for_it(string check, string line, string changed)
    {
        ConformanceReport report = Run(line, changed, check);

        ConformanceResult result = report.Results.Single(one => one.Check == check);
        Assert.Equal(ConformanceOutcome.Failed, result.Outcome);
        Assert.False(report.Conforms);
        Assert.All(new[] { result.Fix, result.Failure!.Sent, result.Failure.Expected, result.Failure.Came }, text => Assert.NotEqual("", text));
    }

    [Fact]
    public void What_follows_a_wrong_hello_is_skipped()
    {
        ConformanceReport report = AdapterConformance.Run(new AdapterCommand("fake", "/bin/sh", ["-c", "echo good morning; read -r line"]));

        Assert.Equal(ConformanceOutcome.Failed, report.Results[0].Outcome);
        Assert.Contains("good morning", report.Results[0].Failure!.Came, StringComparison.Ordinal);
        Assert.All(report.Results.Skip(1), result => Assert.Equal(ConformanceOutcome.Skipped, result.Outcome));
    }

    [Fact]
    public void One_that_says_nothing_cannot_be_tested() =>
        Assert.Throws<AdapterException>(() => AdapterConformance.Run(new AdapterCommand("fake", "/bin/sh", ["-c", "exit 1"])));

    /// <summary>An adapter that answers without executing anything fails every check of an operation.</summary>
    [Fact]
    public void One_that_executes_nothing_is_noticed()
    {
        const string Script = """
            echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"complete","caps":[]}'
            while read -r line; do echo '{"type":"ok","id":1,"n":0,"log":[]}'; done
            """;

        ConformanceReport report = AdapterConformance.Run(new AdapterCommand("fake", "/bin/sh", ["-c", Script]));

        Assert.All(["new", "load", "store", "collect", "walk", "echo"], check => Assert.Equal(
            ConformanceOutcome.Failed, report.Results.Single(result => result.Check == check).Outcome));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private ConformanceReport Run(string line, string changed, params string[] only)
    {
        string source = AdapterResource.Read("python/gcverify_adapter.py");
        Assert.Contains(line, source, StringComparison.Ordinal);
        string path = Path.Combine(_directory.FullName, "adapter.py");
        File.WriteAllText(path, source.Replace(line, changed, StringComparison.Ordinal));
        string python = RuntimeCatalog.Find("python3")!.Find()!;
        return AdapterConformance.Run(new AdapterCommand("changed", python, ["-I", "-S", path]), null, only.Length == 0 ? null : only);
    }
}
