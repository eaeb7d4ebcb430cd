using System.Collections.Immutable;
using GcVerify.Adapters;

namespace GcVerify.AdapterTests;

/// <summary>How the adapter of a runtime is written, built and started.</summary>
public sealed class RuntimeEntryTests : IDisposable
{
    private const string File = "python/gcverify_adapter.py";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("gcverify-runtimes-");

    private static AdapterPlace Shell => new("/bin/sh", ["-e"], "");

    [Fact]
    public void An_adapter_that_is_a_file_is_written_with_its_source_and_started_by_the_executable()
    {
        ImmutableArray<string> words = AdapterFolder.Prepare(Entry(AdapterForm.File(File)), "fake", Shell, Long, _root.FullName);

        Assert.Equal(["/bin/sh", "-e"], words.Take(2));
        Assert.StartsWith("\"\"\"GcVerify adapter for CPython", System.IO.File.ReadAllText(words[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_been_built_is_not_built_again()
    {
        RuntimeEntry entry = Entry(Built("echo built >> ../times; cp python/gcverify_adapter.py adapter"));

        string first = AdapterFolder.Prepare(entry, "fake", Shell, Long, _root.FullName)[0];
        string second = AdapterFolder.Prepare(entry, "fake", Shell, Long, _root.FullName)[0];

        Assert.Equal(first, second);
        Assert.True(System.IO.File.Exists(first));
        Assert.Single(System.IO.File.ReadAllLines(Path.Combine(_root.FullName, "times")));
    }

    [Fact]
    public void Another_command_builds_into_another_folder()
    {
        string first = AdapterFolder.Prepare(Entry(Built("true")), "fake", Shell, Long, _root.FullName)[0];
        string second = AdapterFolder.Prepare(Entry(Built("true # other")), "fake", Shell, Long, _root.FullName)[0];

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Another_version_of_the_compiler_builds_into_another_folder()
    {
        AdapterForm form = Built("true");
        string first = Prepare(form with { VersionArguments = ["-c", "echo 1"] });
        string second = Prepare(form with { VersionArguments = ["-c", "echo 2"] });

        Assert.NotEqual(first, second);

        string Prepare(AdapterForm built) => AdapterFolder.Prepare(Entry(built), "fake", Shell with { Arguments = [] }, Long, _root.FullName)[0];
    }

    [Fact]
    public async Task Several_that_build_the_same_at_the_same_time_get_the_same()
    {
        RuntimeEntry entry = Entry(Built("sleep 0.2; cp python/gcverify_adapter.py adapter"));
        Task<string>[] tasks =
        [
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(() => AdapterFolder.Prepare(entry, "fake", Shell, Long, _root.FullName)[0])),
        ];

        string[] paths = await Task.WhenAll(tasks);

        Assert.Single(paths.Distinct());
        Assert.True(System.IO.File.Exists(paths[0]));
        Assert.Single(_root.GetDirectories());
    }

    [Fact]
    public void An_adapter_that_cannot_be_built_is_a_matter_of_setup_with_what_the_compiler_said_and_what_to_install()
    {
        AdapterException error = Fail("echo 'adapter.c:1: error: gc.h: No such file' >&2; exit 4", Long);

        Assert.Contains("'/bin/sh -c ", error.Message, StringComparison.Ordinal);
        Assert.Contains("ended with exit code 4; it said:\n  adapter.c:1: error: gc.h: No such file", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install fake-runtime", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_does_not_end_is_ended()
    {
        AdapterException error = Fail("sleep 600", TimeSpan.FromSeconds(0.3));

        Assert.Contains("did not end within 0.3 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_executable_on_the_search_path_counts()
    {
        RuntimeEntry entry = Entry(AdapterForm.File(File)) with { Executables = ["no-such-runtime", "sh", "cat"] };

        Assert.EndsWith("/sh", entry.Find(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_said_with_the_packages()
    {
        RuntimeEntry entry = Entry(AdapterForm.File(File));

        Assert.Equal(
            "none of no-such-runtime, nor-this is on the search path; on Debian: apt-get install fake-runtime",
            (entry with { Executables = ["no-such-runtime", "nor-this"] }).HowToInstall);
        RuntimeEntry incomplete = entry with { Probe = ["-c", "exit 1"] };
        Assert.Null(incomplete.Find());
        Assert.Contains("is there, but not all that the adapter needs; on Debian", incomplete.HowToInstall, StringComparison.Ordinal);
        Assert.Throws<AdapterException>(() => incomplete.Open());
    }

    [Fact]
    public void A_mode_adds_to_the_executable_the_adapter_and_the_environment_and_options_follow_it()
    {
        RuntimeEntry entry = Entry(AdapterForm.Argument(File, "-c")) with
        {
            Arguments = ["-a"],
            Environment = ImmutableDictionary<string, string>.Empty.Add("X", "1").Add("Y", "1"),
            Modes =
            [
                new RuntimeMode("slow", "Slower.")
                {
                    RuntimeArguments = ["-m"],
                    AdapterArguments = ["--mode", "slow"],
                    Environment = ImmutableDictionary<string, string>.Empty.Add("Y", "2"),
                },
            ],
        };

        using AdapterPool pool = entry.Open("leak", null, entry.FindMode("slow"), "-o", "-p");

        Assert.Equal("fake:slow", pool.Command.Name);
        Assert.Equal(["-a", "-m", "-o", "-p", "-c"], pool.Command.Arguments.Take(5));
        Assert.Equal(["--mode", "slow", "--fault", "leak"], pool.Command.Arguments.TakeLast(4));
        Assert.Equal(("1", "2"), (pool.Command.Environment["X"], pool.Command.Environment["Y"]));
    }

    [Fact]
    public void A_process_has_the_environment_of_its_command()
    {
        var hello = """echo '{"type":"hello","proto":1,"runtime":"'$NAME'","class":"complete","caps":[]}'; read -r line""";
        var command = new AdapterCommand("fake", "/bin/sh", ["-c", hello])
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add("NAME", "given"),
        };
        using var pool = new AdapterPool(command);

        Assert.Equal("given", pool.AskRuntime());
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static RuntimeEntry Entry(AdapterForm form) => new()
    {
        Name = "fake",
        Summary = "Nothing.",
        Executables = ["sh"],
        Packages = "fake-runtime",
        Adapter = form,
    };

    private static AdapterForm Built(string script) => new()
    {
        Files = [File],
        Steps = place => [[place.Executable, "-c", script]],
        Start = place => [place.PathOf("adapter")],
    };

    private AdapterException Fail(string script, TimeSpan limit)
    {
        AdapterException error = Assert.Throws<AdapterException>(
            () => AdapterFolder.Prepare(Entry(Built(script)), "fake", Shell, limit, _root.FullName));
        Assert.Equal(AdapterFailure.Setup, error.Failure);
        Assert.Empty(_root.GetDirectories());
        return error;
    }
}
