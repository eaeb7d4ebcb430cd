using GcVerify.Adapters;
using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.AdapterTests;

/// <summary>
/// Adapters that break down or lie: shell scripts. None of them may be taken for a collector that holds, and none may be left over.
/// </summary>
public sealed class FakeAdapterTests
{
    private const string Ask = "read -r line";

    // What is sent of the program: allocation, walk, assignment; collection and walk at the end.
    private const string Walk = "0,5,1,1,1,1,0,1,0,1,0";
    private const string Right = """echo '{"type":"ok","id":1,"n":5,"log":[0,1,1,""" + Walk + ",0,3,1,0,4,0,5,1,0,0]}'";

    [Fact]
    public void One_that_answers_rightly_holds()
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\n{Right}\n{Ask}");
        Assert.Null(fake.Verify());
    }

    [Fact]
    public void One_that_exits_before_hello_is_a_matter_of_setup()
    {
        using var fake = new FakeAdapter("echo 'no such library' >&2\nexit 3");
        AdapterException error = fake.Fail();
        Assert.Equal(AdapterFailure.Setup, error.Failure);
        Assert.Contains("it ended with exit code 3 before it said hello", error.Message, StringComparison.Ordinal);
        Assert.Contains("no such library", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_never_says_hello_is_a_matter_of_setup()
    {
        using var fake = new FakeAdapter("sleep 600", new AdapterLimits { Hello = TimeSpan.FromSeconds(0.3) });
        AdapterException error = fake.Fail();
        Assert.Equal(AdapterFailure.Setup, error.Failure);
        Assert.Contains("it did not answer within 0.3 seconds before it said hello", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_there_is_a_matter_of_setup()
    {
        using var pool = new AdapterPool(new AdapterCommand("absent", "/nonexistent/adapter", []));
        AdapterException error = Assert.Throws<AdapterException>(() => pool.AskRuntime());
        Assert.Equal(AdapterFailure.Setup, error.Failure);
        Assert.Contains("/nonexistent/adapter", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo good morning", "its first line is no hello: 'good morning'")]
    [InlineData("""echo '{"type":"hullo","proto":1}'""", "its first line is no hello: '{\"type\":\"hullo\"")]
    [InlineData(
        """echo '{"type":"hello","proto":2,"runtime":"Fake 1","class":"complete","caps":[]}'""",
        "it speaks version 2 of the protocol, not 1")]
    [InlineData(
        """echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"perfect","caps":[]}'""",
        "a runtime of the class 'perfect' cannot be judged")]
    [InlineData(
        """echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"complete","caps":[],"generations":5}'""",
        "it says 5 generations, where a number of 1 to 4 belongs")]
    [InlineData(
        """echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"complete","caps":[],"collections":0}'""",
        "it says 0 collections, where a number of 1 to 100 belongs")]
    [InlineData("""yes | tr -d '\n'""", "it says a line of more than 1048576 bytes: 'yyyy")]
    public void One_that_says_another_hello_is_an_error(string hello, string message)
    {
        using var fake = new FakeAdapter(hello + "\nsleep 600");
        AdapterException error = fake.Fail();
        Assert.Equal(AdapterFailure.Protocol, error.Failure);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "its reply cannot be read: 'garbage'")]
    [InlineData("", "its reply cannot be read: ''")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[0,1""", "its reply cannot be read")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[0,1.5]}""", "its reply cannot be read")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":{}}""", "its reply cannot be read")]
    [InlineData("""{"type":"ok","id":1,"n":0,"log":[]}""", "it says that it executed 0 operations of request 1, but was sent 5")]
    [InlineData("""{"type":"ok","id":9,"n":5,"log":[]}""", "it executed 5 operations of request 9, but was sent 5 in request 1")]
    [InlineData("""{"type":"error","id":1,"code":"internal","text":"boo"}""", "it reports an error of its own (internal): boo")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[]}""", "its log ends early")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[7]}""", "its log has no 0 where an operation begins")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[0,1,2]}""", "its log numbers a new object otherwise than #1")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[0,1,1,""" + Walk + ",0,3,9]}", "its log names an object #9 of 1")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[0,4]}""", "its log has the event 4 in an operation 1")]
    [InlineData("""{"type":"ok","id":1,"n":5,"log":[0,1,1,""" + Walk + ",0,3,1,0,4,0]}", "its log has no walk where one was asked for")]
    [InlineData(
        """{"type":"ok","id":1,"n":5,"log":[0,1,1,""" + Walk + ",0,3,1,0,4,0,5,1,0,0,0]}",
        "its log goes on after the last operation")]
    public void One_that_answers_what_no_adapter_should_is_an_error_never_a_finding(string reply, string message)
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\necho '{reply}'\n{Ask}");
        AdapterException error = fake.Fail();
        Assert.Equal(AdapterFailure.Protocol, error.Failure);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[0,1,1," + Walk + ",0,0,3,1,4,0,5,1,0,0]", null)]
    [InlineData("[0,1,1," + Walk + ",0,0,4,0,5,1,0,0]", "L1")]
    [InlineData("[0,1,1,3,1," + Walk + ",0,0,4,0,5,1,0,0]", "S1")]
    [InlineData("[0,1,1," + Walk + ",0,3,1,0,3,1,4,0,5,1,0,0]", "S13")]
    [InlineData("[0,1,1," + Walk + ",0,3,1,0,4,0,5,1,1,0]", "S7")]
    [InlineData("[0,1,1,0,5,1,-1,0,0,3,1,0,4,0,5,1,0,0]", "S7")]
    [InlineData("[0,1,1,0,5,1,1,1,1,0,2,0,1,0,0,0,3,1,0,4,0,5,1,0,0]", "S2")]
    [InlineData("[0,1,1,0,5,1,1,1,1,0,1,0,0,0,0,3,1,0,4,0,5,1,0,0]", "S2")]
    [InlineData("[0,1,1,0,5,1,1,1,1,0,1,0,1,1,0,3,1,0,4,0,5,1,0,0]", "S3")]
    [InlineData("[0,0,5,1,0,0,0,0,4,0,5,1,0,0]", "S7")]
    [InlineData("[0,1,1," + Walk + ",0,3,1,0,0,5,1,0,0]", "A3")]
    public void One_that_follows_the_protocol_is_judged_by_what_it_tells(string log, string? law)
    {
        string reply = $$"""{"type":"ok","id":1,"n":5,"log":{{log}}}""";
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\necho '{reply}'\n{Ask}");
        Assert.Equal(law, fake.Verify()?.Law.Id);
    }

    [Fact]
    public void One_that_floods_is_an_error()
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\nyes | tr -d '\\n'");
        Assert.Contains("it says a line of more than 1048576 bytes", fake.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_floods_its_stderr_is_heard_all_the_same()
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\nyes | head -c 3000000 >&2\n{Right}\n{Ask}");
        Assert.Null(fake.Verify());
    }

    [Fact]
    public void One_that_dies_by_a_signal_twice_has_crashed()
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\necho 'corrupted list' >&2\nkill -SEGV $$");
        Violation? violation = fake.Verify();
        Assert.Equal(Laws.Progress, violation?.Law);
        Assert.Equal(FaultKind.Crashed, violation!.Fault!.Kind);
        Assert.Contains("signal 11 (SIGSEGV)", violation.Message, StringComparison.Ordinal);
        Assert.Contains("corrupted list", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_does_not_answer_twice_hangs()
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\nsleep 600", new AdapterLimits { Batch = TimeSpan.FromSeconds(0.3) });
        Violation? violation = fake.Verify();
        Assert.Equal(Laws.Progress, violation?.Law);
        Assert.Equal(FaultKind.Hung, violation!.Fault!.Kind);
    }

    /// <summary>That a program can hang is known after the first; each further one would take as long twice.</summary>
    [Fact]
    public void One_that_has_hung_is_given_less_time()
    {
        var limits = new AdapterLimits { Batch = TimeSpan.FromSeconds(1), Again = TimeSpan.FromSeconds(0.2) };
        using var fake = new FakeAdapter($"echo >> \"$(dirname \"$0\")/starts\"\n{FakeAdapter.Hello}\n{Ask}\nsleep 600", limits);
        Assert.Equal(FaultKind.Hung, fake.Verify()?.Fault?.Kind);
        Assert.Equal(2, File.ReadAllLines(fake.PathOf("starts")).Length);
        Assert.Equal(FaultKind.Hung, fake.Verify()?.Fault?.Kind);
        Assert.Equal(3, File.ReadAllLines(fake.PathOf("starts")).Length);
        Assert.Contains("within 0.2 seconds", fake.Verify()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_wait_are_counted()
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\nsleep 600", new AdapterLimits { Batch = TimeSpan.FromSeconds(1) });
        Task<Violation?> run = Task.Run(() => fake.Verify());
        Assert.True(SpinWait.SpinUntil(() => fake.Pool.RequestsInFlight == 1, TimeSpan.FromSeconds(20)));
        await run;
        Assert.Equal(0, fake.Pool.RequestsInFlight);
    }

    [Fact]
    public void One_that_dies_only_once_leaves_it_undecided()
    {
        using var fake = new FakeAdapter($"""
            {FakeAdapter.Hello}
            {Ask}
            if mkdir "$(dirname "$0")/once" 2>/dev/null; then exit 1; fi
            {Right}
            {Ask}
            """);
        AdapterException error = fake.Fail();
        Assert.Equal(AdapterFailure.NotReproduced, error.Failure);
        Assert.Contains("it ended with exit code 1", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Of the processes, counted from 0, the first is the one that the programs of a campaign share.</summary>
    [Theory]
    [InlineData("conservative", "", null, 1)]
    [InlineData("conservative", "0", null, 4)]
    [InlineData("conservative", "0 2 4", null, 6)]
    [InlineData("conservative", "0 1 2 3", "L1", 4)]
    [InlineData("conservative", "0 1 3 5", "L1", 6)]
    [InlineData("complete", "0", "L1", 1)]
    public void Garbage_that_is_kept_conservatively_counts_if_most_processes_keep_it(string kind, string leaking, string? law, int starts)
    {
        const string nine = "0,4,0,4,0,4,0,4,0,4,0,4,0,4,0,4,0,4";
        using var fake = new FakeAdapter($$"""
            start=$(cat "$(dirname "$0")/starts" 2>/dev/null | wc -l)
            echo >> "$(dirname "$0")/starts"
            answer() { {{Ask}}; echo "{\"type\":\"ok\",\"id\":$1,\"n\":$2,\"log\":[$3]}"; }
            echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"{{kind}}","caps":[],"collections":9}'
            case " {{leaking}} " in
              *" $start "*) answer 1 4 0,1,1,{{Walk}},0,0,4; answer 2 9 {{nine}}; answer 3 1 0,5,1,0,0;;
              *) answer 1 4 0,1,1,{{Walk}},0,0,3,1,4; answer 2 1 0,5,1,0,0;;
            esac
            {{Ask}}
            """);
        Assert.Equal(law, fake.Verify()?.Law.Id);
        Assert.Equal(starts, File.ReadAllLines(fake.PathOf("starts")).Length);
    }

    [Fact]
    public void What_an_adapter_has_started_ends_with_it()
    {
        string script = $"{FakeAdapter.Hello}\n{Ask}\nsleep 600 &\necho $! >> \"$(dirname \"$0\")/pids\"\nwait";
        using var fake = new FakeAdapter(script, new AdapterLimits { Batch = TimeSpan.FromSeconds(0.5) });
        Assert.Equal(FaultKind.Hung, fake.Verify()?.Fault?.Kind);
        int[] pids = [.. File.ReadAllLines(fake.PathOf("pids")).Select(int.Parse)];
        Assert.Equal(2, pids.Length);
        Assert.All(pids, pid => Assert.True(FakeAdapter.EndsSoon(pid)));
    }

    [Fact]
    public void One_that_ignores_the_end_of_its_input_ends_with_its_pool()
    {
        int pid;
        using (var fake = new FakeAdapter($"echo $$ > \"$(dirname \"$0\")/pid\"\n{FakeAdapter.Hello}\n{Ask}\n{Right}\nsleep 600"))
        {
            Assert.Null(fake.Verify());
            pid = int.Parse(File.ReadAllText(fake.PathOf("pid")), System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(FakeAdapter.IsAlive(pid));
        }

        Assert.True(FakeAdapter.EndsSoon(pid));
    }
}
