using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using GcVerify.Collectors;
using GcVerify.Collectors.Faulty;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.PropertyTesting;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.PropertyTesting;

/// <summary>Programs for FsCheck: drawn from its random numbers, shrunk through the shrinker's passes.</summary>
public sealed class MutatorProgramsTests
{
    [Property(Arbitrary = [typeof(MutatorPrograms)])]
    public Property Mark_sweep_holds(MutatorProgram program) => CollectorProperties.Holds(host => new MarkSweep(host), program);

    [Property(Arbitrary = [typeof(MutatorPrograms)])]
    public Property Generational_holds(MutatorProgram program) => CollectorProperties.Holds(host => new Generational(host), program);

    [Property(Arbitrary = [typeof(MutatorPrograms)])]
    public Property Reference_counting_holds(MutatorProgram program) => CollectorProperties.Holds(host => new ReferenceCounting(host), program);

    [Property(Arbitrary = [typeof(MutatorPrograms)])]
    public bool A_program_prints_as_text_that_parses(MutatorProgram program)
    {
        string text = program.ToString();
        return ProgramParser.Parse(text, "program").ToString() == text;
    }

    [Fact]
    public void A_faulty_collector_fails_with_law_explanation_and_replay()
    {
        string message = FailureOf(program => CollectorProperties.Holds(host => new SkipsLastField(host), program));
        Assert.Contains("skips-last-field violates S1 no-live-object-freed", message, StringComparison.Ordinal);
        Assert.Contains("root path:", message, StringComparison.Ordinal);
        Assert.Contains("gcverify run skips-last-field-S1.gcp --collector skips-last-field", message, StringComparison.Ordinal);
        Assert.Contains("CollectorTest.Replay(host => new SkipsLastField(host), \"\"\"\n", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("skips-last-field", 5)]
    [InlineData("no-write-barrier", 6)]
    [InlineData("decrements-before-increment", 6)]
    public void FsCheck_shrinks_to_a_handful_of_operations_that_replay(string fault, int most)
    {
        Func<ICollectorHost, ICollector> create = CollectorCatalog.Find(fault)!.Create;
        string message = FailureOf(program => CollectorProperties.Holds(create, program));
        MutatorProgram shrunk = ProgramText.InReplay(message);
        Assert.InRange(shrunk.Body.Length, 1, most);
        Assert.Throws<CollectorViolationException>(() => CollectorTest.Replay(create, shrunk.ToString()));
    }

    /// <summary>Two bugs: what is left of the one program when the reference to be lost is not stored shows the other.</summary>
    [Fact]
    public void Shrinking_keeps_to_the_law_that_was_broken_first()
    {
        Func<ICollectorHost, ICollector> create = host => new Verification.DropsFieldsAndMiscounts(host);
        MutatorProgram program = ProgramParser.Parse("r0 = new 0\nr1 = new 1\nr1.0 = r0\nr0 = null\ncollect", "program");
        Assert.Equal("S1", LawOf(program));
        Assert.False(Holds(program));

        List<MutatorProgram> candidates = [.. MutatorPrograms.Programs().Shrinker(program)];

        Assert.Contains(candidates, candidate => LawOf(candidate) == "A1");
        Assert.Contains(candidates, candidate => LawOf(candidate) == "S1");
        Assert.All(candidates, candidate => Assert.Equal(LawOf(candidate) != "S1", Holds(candidate)));
        Assert.All(candidates, candidate => Assert.Equal(LawOf(candidate) is null, Holds(candidate.Clone())));

        string? LawOf(MutatorProgram some) =>
            new ProgramVerifier(new SubjectDefinition("two", () => new SimulatedSubject(create))).Examine(some)?.Law.Id;

        bool Holds(MutatorProgram some)
        {
            try
            {
                Check.One(Config.QuickThrowOnFailure.WithMaxTest(1), CollectorProperties.Holds(create, some));
                return true;
            }
            catch (Exception e) when (e.Message.Contains("violates", StringComparison.Ordinal))
            {
                return false;
            }
        }
    }

    private static string FailureOf(Func<MutatorProgram, Property> property) =>
        Assert.ThrowsAny<Exception>(() => Check.One(
            Config.QuickThrowOnFailure.WithReplay(20261120, 4711).WithMaxTest(1000), Prop.ForAll(MutatorPrograms.Programs(), property))).Message;
}
