using GcVerify.Adapters;
using GcVerify.Mutator;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

/// <summary>What adapters may say beyond what is asked for, and must not leave out; how long they may take, and lines be.</summary>
public sealed class FakeAdapterLineTests
{
    private const string Ask = "read -r line";
    private const string Right = """echo '{"type":"ok","id":1,"n":5,"log":[0,1,1,0,5,1,1,1,1,0,1,0,1,0,0,3,1,0,4,0,5,1,0,0]}'""";

    [Fact]
    public void One_that_answers_late_but_in_time_holds()
    {
        var limits = new AdapterLimits { Hello = TimeSpan.FromSeconds(20), Batch = TimeSpan.FromSeconds(20) };
        using var fake = new FakeAdapter($"sleep 0.7\n{FakeAdapter.Hello}\n{Ask}\nsleep 0.7\n{Right}\n{Ask}", limits);
        Assert.Null(fake.Verify());
    }

    [Fact]
    public void Fields_that_nobody_knows_are_passed_over()
    {
        const string Hello = """
            echo '{"build":{"log":[]},"type":"hello","proto":1,"runtime":"Fake 1","class":"complete","caps":["x"],"n":null}'
            """;
        const string Reply = """
            echo '{"took":{"log":[7],"id":9},"log":[0,1,1,0,5,1,1,1,1,0,1,0,1,0,0,3,1,0,4,0,5,1,0,0],"n":5,"x":[[]],"type":"ok","id":1}'
            """;
        using var fake = new FakeAdapter($"{Hello}\n{Ask}\n{Reply}\n{Ask}");
        Assert.Null(fake.Verify());
    }

    [Theory]
    [InlineData("\"proto\":1,", "has no field 'proto'")]
    [InlineData("\"runtime\":\"Fake 1\",", "has no field 'runtime'")]
    [InlineData("\"class\":\"complete\",", "has no field 'class'")]
    [InlineData(",\"caps\":[]", "has no field 'caps'")]
    [InlineData("[]", "has a field 'caps' that is no array of texts", "\"weak\"")]
    [InlineData("[]", "has a field 'caps' that is no array of texts", "[1]")]
    [InlineData("\"proto\":1", "has a field 'proto' that is no integer", "\"proto\":\"1\"")]
    [InlineData("\"complete\"", "has a field 'class' that is no text", "null")]
    [InlineData("}'", "has a field 'generations' that is no integer", ",\"generations\":1.5}'")]
    [InlineData("}'", "has a field 'containers' that is no array of texts", ",\"containers\":{}}'")]
    public void What_is_wrong_with_a_field_of_the_hello_is_said(string part, string message, string instead = "")
    {
        string hello = FakeAdapter.Hello.Replace(part, instead, StringComparison.Ordinal);
        using var fake = new FakeAdapter($"{hello}\n{Ask}\n{Right}\n{Ask}");
        AdapterException error = fake.Fail();
        Assert.Equal(AdapterFailure.Protocol, error.Failure);
        Assert.Contains($"its hello {message}: '", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\":\"ok\",", "type")]
    [InlineData("\"id\":1,", "id")]
    [InlineData("\"n\":5,", "n")]
    [InlineData(",\"log\":[0,1,1,0,5,1,1,1,1,0,1,0,1,0,0,3,1,0,4,0,5,1,0,0]", "log")]
    public void A_field_that_a_reply_lacks_is_named(string part, string field)
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\n{Ask}\n{Right.Replace(part, "", StringComparison.Ordinal)}\n{Ask}");
        AdapterException error = fake.Fail();
        Assert.Equal(AdapterFailure.Protocol, error.Failure);
        Assert.Contains($"its reply has no field '{field}': '", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What one part has left, such as a long list, may break the process down when the next part drops it.</summary>
    [Fact]
    public void Parts_of_a_program_that_breaks_down_are_run_in_processes_that_have_run_nothing()
    {
        using var fake = new FakeAdapter($$"""
            {{FakeAdapter.Hello}}
            while read -r line; do
              echo $$ >> "$(dirname "$0")/requests"
              id=${line#*\"id\":}
              n=$(($(echo "${line##*[}" | tr -cd , | wc -c) / 5 + 1))
              [ $n -lt 3 ] || kill -SEGV $$
              echo "{\"type\":\"ok\",\"id\":${id%%,*},\"n\":$n,\"log\":[]}"
            done
            """);
        var verifier = new ProgramVerifier(new SubjectDefinition("fake", fake.Pool.CreateSubject));
        Assert.ThrowsAny<Exception>(() => { verifier.Examine(ProgramParser.Parse("r0 = new 1\nr0 = null", "fake.gcp")); });
        string[] requests = File.ReadAllLines(fake.PathOf("requests"));
        Assert.InRange(requests.Length, 6, 20);
        Assert.Equal(requests.Distinct(), requests);
    }

    [Fact]
    public void One_that_floods_its_stderr_before_its_hello_and_never_stops_is_heard_all_the_same()
    {
        using var fake = new FakeAdapter($"yes >&2 &\nhead -c 3000000 /dev/zero >&2\n{FakeAdapter.Hello}\n{Ask}\n{Right}\n{Ask}");
        Assert.Null(fake.Verify());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Of_a_line_without_end_no_more_is_kept_than_a_line_may_have(int linesBefore)
    {
        const int Longest = 1 << 20;
        using var endless = new EndlessLine(linesBefore);
        var lines = new LineReader(endless, Longest);
        for (int i = 0; i < linesBefore; i++)
        {
            Assert.Equal(EndlessLine.Short, lines.Read()!.Value.Length);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        AdapterException error = Assert.Throws<AdapterException>(() => { lines.Read(); });
        Assert.Contains("a line of more than 1048576 bytes: 'yyyy", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Longest, 4 * Longest);
        Assert.InRange(endless.Given, Longest, Longest + (1 << 18));
    }

    /// <summary>A gigabyte without the end of a line, after some that have one.</summary>
    private sealed class EndlessLine(int linesBefore) : MemoryStream
    {
        public const int Short = 99;

        private int _lines = linesBefore;

        /// <summary>Bytes of the line that were taken.</summary>
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_lines > 0)
            {
                _lines--;
                buffer.AsSpan(offset, Short).Fill((byte)'x');
                buffer[offset + Short] = (byte)'\n';
                return Short + 1;
            }

            count = (int)Math.Min(count, (1L << 30) - Given);
            buffer.AsSpan(offset, count).Fill((byte)'y');
            Given += count;
            return count;
        }
    }
}
