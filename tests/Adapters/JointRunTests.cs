using GcVerify.Adapters;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.AdapterTests;

/// <summary>Programs that a process runs together: what is told of each, and what becomes of them when the process breaks down.</summary>
public sealed class JointRunTests
{
    private const string Hello = """echo '{"type":"hello","proto":1,"runtime":"Fake 1","class":"complete","caps":["together"]}'""";
    private const string Right = "[0,1,1,0,5,1,1,1,1,0,1,0,1,0,0,3,1,0,4,0,5,1,0,0]";
    private const string Leaking = "[0,1,1,0,5,1,1,1,1,0,1,0,1,0,0,0,4,0,5,1,0,0]";
    private const string Ask = "read -r line";

    // Programs one by one are answered rightly.
    private const string Alone =
        """*) id=${line#*id\":}; echo '{"type":"ok","id":'"${id%%,*}"',"n":5,"log":""" + Right + """}';;""";

    private static readonly MutatorProgram Program = ProgramParser.Parse("r0 = new 1\nr0 = null", "fake.gcp");

    /// <summary>Nothing else is asked of the process, which would break down then.</summary>
    [Fact]
    public void Each_program_is_judged_by_its_own_log()
    {
        using var fake = new FakeAdapter($"{Hello}\n{Ask}\n{Replying($"[{Right},{Leaking}]")}\n{Ask}\nkill -SEGV $$");
        ProcessSubject subject = Prepared(fake);
        Assert.Null(Check(subject));
        Assert.Equal(Laws.Completeness, Check(subject)?.Law);
    }

    [Fact]
    public void What_is_not_asked_for_is_forgotten()
    {
        using var fake = new FakeAdapter($"{Hello}\n{Ask}\n{Replying($"[{Leaking},{Leaking}]")}\nwhile {Ask}; do case \"$line\" in\n{Alone}\nesac; done");
        ProcessSubject subject = Prepared(fake);
        subject.Prepare([]);
        Assert.Null(Check(subject));
    }

    [Theory]
    [InlineData("*runs*) exit 3;;", "with 2 programs at a time it ended with exit code 3")]
    [InlineData("*runs*) echo '{\"type\":\"ok\",\"id\":1,\"n\":[5],\"logs\":[[]]}';;", "at a time its reply cannot be read")]
    [InlineData("*runs*) echo '{\"type\":\"error\",\"id\":1,\"code\":\"internal\",\"text\":\"oh\"}';;", "an error of its own (internal): oh")]
    public void What_goes_wrong_together_alone_leaves_it_undecided(string together, string message)
    {
        using var fake = new FakeAdapter($"{Hello}\nwhile {Ask}; do case \"$line\" in\n{together}\n{Alone}\nesac; done");
        AdapterException error = Assert.Throws<AdapterException>(() => Prepared(fake));
        Assert.Equal(AdapterFailure.NotReproduced, error.Failure);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("One by one they ran to their ends.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_breaks_a_process_down_is_found_among_others()
    {
        using var fake = new FakeAdapter($"{Hello}\n{Ask}\nkill -SEGV $$");
        Violation? violation = Check(Prepared(fake));
        Assert.Equal(Laws.Progress, violation?.Law);
        Assert.Equal(FaultKind.Crashed, violation!.Fault!.Kind);
    }

    [Fact]
    public void One_that_does_not_announce_it_is_not_asked_for_programs_together()
    {
        using var fake = new FakeAdapter($"{FakeAdapter.Hello}\nwhile {Ask}; do case \"$line\" in\n*runs*) exit 3;;\n{Alone}\nesac; done");
        Assert.Null(Check(Prepared(fake)));
    }

    /// <summary>A runtime that tells of clearings later has cleared the ephemeron before something is stored into it.</summary>
    [Theory]
    [InlineData("\"weak\",\"ephemeron\"", "New Ephemeron Clear cleared Store")]
    [InlineData("\"weak\",\"ephemeron\",\"clearings\",\"releases\"", "New Ephemeron Clear Store cleared")]
    public void What_a_store_finds_cleared_was_so_before_it(string capabilities, string order)
    {
        MutatorProgram program = ProgramParser.Parse("r0 = new 1\nr1 = ephemeron r0 r0\nr0 = null\nr1.1 = r1", "fake.gcp");
        using var fake = FakeAdapter.Answering(capabilities, [(5, "0,1,1,0,1,2,0,0,7,2,0,3,1,4")]);
        var told = new Order();
        fake.Pool.CreateSubject().Run(program, ObservationPlan.None, told);
        Assert.Equal(order, string.Join(' ', told.Names.Take(5)));
    }

    private static string Replying(string logs) => $$"""echo '{"type":"ok","id":1,"n":[5,5],"logs":{{logs}}}'""";

    private static ProcessSubject Prepared(FakeAdapter fake)
    {
        ProcessSubject subject = fake.Pool.CreateSubject();
        subject.Prepare([new PlannedRun(Program, ObservationPlan.Spaced), new PlannedRun(Program.Clone(), ObservationPlan.Spaced)]);
        return subject;
    }

    private static Violation? Check(ISubject subject) => new ProgramVerifier(new SubjectDefinition("fake", () => subject)).Check(Program);

    private sealed class Order : ObserverBase
    {
        public List<string> Names { get; } = [];

        public override void Executing(int index, in Operation primitive) => Names.Add(primitive.Kind.ToString());

        public override void WeakCleared(int number) => Names.Add("cleared");
    }
}
