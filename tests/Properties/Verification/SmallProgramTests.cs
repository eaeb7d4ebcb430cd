using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

/// <summary>All canonical programs of up to five operations over two roots and two shapes, with a walk after every operation.</summary>
public sealed class SmallProgramTests
{
    private const int Operations = 5;

    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void Every_law_holds_in_every_small_program(string collector)
    {
        ProgramVerifier verifier = Subjects.Verifier(collector);
        Enumeration programs = All(collector);
        var buffer = new ProgramBuffer();
        long count = 0;
        for (; programs.MoveNext(buffer); count++)
        {
            if (verifier.Replay(buffer.View()) is { } violation)
            {
                Assert.Fail($"{violation}\n{buffer.View()}");
            }
        }

        Assert.Equal(All(collector).Count(), count);
    }

    [Theory]
    [InlineData("skips-last-field", "S1")]
    [InlineData("no-write-barrier", "S8")]
    public void A_fault_shows_in_a_small_program(string collector, string law)
    {
        ProgramVerifier verifier = Subjects.Verifier(collector);
        Enumeration programs = All(collector);
        var buffer = new ProgramBuffer();
        Violation? found = null;
        while (found is null && programs.MoveNext(buffer))
        {
            found = verifier.Replay(buffer.View());
        }

        Assert.Equal(law, found?.Law.Id);
    }

    private static Enumeration All(string collector)
    {
        bool minor = Subjects.Of(collector).ProbePromises()!.Generations > 1;
        return new(new EnumerationBounds(Operations, Roots: 2, [Shape.Plain(1), Shape.Plain(2)], minor));
    }
}
