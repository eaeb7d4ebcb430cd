using GcVerify.Mutator;
using GcVerify.Oracle;
using static GcVerify.Properties.Oracle.Hearing;

namespace GcVerify.Properties.Oracle;

/// <summary>Laws S9 and S11: colours are legal, and mean what they say.</summary>
public sealed class JudgeColourTests
{
    private const string Chain = "r0 = new 1\nr1 = new 0\nr0.0 = r1\nr1 = null\nstep 1\nstep 1";

    private static readonly Promises Strong = Slices with { StrongInvariant = true };

    [Fact]
    public void S9_is_broken_when_a_black_object_refers_to_a_white_one() =>
        InTheMiddle(Strong, Colour.Black, Colour.White).Breaks(Laws.Tricolour);

    [Theory]
    [InlineData(Colour.Grey, Colour.White)]
    [InlineData(Colour.White, Colour.White)]
    [InlineData(Colour.Black, Colour.Grey)]
    [InlineData(Colour.Black, Colour.Black)]
    [InlineData(Colour.White, Colour.Black)]
    public void All_other_references_are_legal(Colour holder, Colour target) => InTheMiddle(Strong, holder, target).Holds();

    [Fact]
    public void Where_the_strong_invariant_is_not_promised_black_may_refer_to_white() =>
        InTheMiddle(Slices, Colour.Black, Colour.White).Holds();

    [Fact]
    public void S9_is_broken_when_an_object_in_a_root_is_white_when_marking_has_ended() =>
        InTheMiddle(Slices, Colour.White, Colour.Black, markingEnded: true).Breaks(Laws.Tricolour);

    [Fact]
    public void S9_is_named_in_place_of_S1_when_what_was_white_is_freed_alive() =>
        Begun(Strong).Run().MarkingEnds(2).Released(2).Full(1, 2).Breaks(Laws.Tricolour);

    [Fact]
    public void S1_is_named_when_what_was_not_white_is_freed_alive() =>
        Begun(Strong).Run().MarkingEnds().Released(2).Full(1, 2).Breaks(Laws.Safety);

    [Theory]
    [InlineData(Colour.White)]
    [InlineData(Colour.Black)]
    public void Outside_a_collection_all_may_be_white_or_black(Colour colour) => Outside(colour).Holds();

    [Theory]
    [InlineData(Colour.Grey)]
    [InlineData(Colour.Unknown)]
    public void S11_is_broken_when_an_object_is_grey_or_of_no_colour_outside_a_collection(Colour colour) =>
        Outside(colour).Breaks(Laws.ColourLegal);

    [Fact]
    public void S11_is_broken_when_an_object_is_grey_when_marking_has_ended() =>
        InTheMiddle(Slices, Colour.Black, Colour.Grey, markingEnded: true).Breaks(Laws.ColourLegal);

    [Fact]
    public void S11_is_broken_when_what_is_white_when_marking_ends_is_not_freed() =>
        Dropped().MarkingEnds(1).Full().Breaks(Laws.ColourLegal);

    [Fact]
    public void S11_is_broken_when_what_is_not_white_when_marking_ends_is_freed() =>
        Dropped().MarkingEnds().Released(1).Full(1, 2).Breaks(Laws.ColourLegal);

    [Fact]
    public void What_is_white_when_marking_ends_is_freed() => Dropped().MarkingEnds(1).Released(1).Full(1, 2).Holds();

    /// <summary>One object, which dies while a collection is under way.</summary>
    private static Hearing Dropped() => new Hearing(Slices, "r0 = new 0\nstep 1\nr0 = null\nstep 1").New().Run().Begins().Run().Run();

    private static Hearing Begun(Promises promises) => new Hearing(promises, Chain).New().New().Run().Run().Run().Begins();

    private static Hearing InTheMiddle(Promises promises, Colour holder, Colour target, bool markingEnded = false)
    {
        Hearing hearing = Begun(promises);
        return (markingEnded ? hearing.MarkingEnds() : hearing)
            .Walk(5, [1], new Seen(1, 2) { State = new(Colour: holder) }, new Seen(2) { State = new(Colour: target) });
    }

    private static Hearing Outside(Colour colour) =>
        new Hearing(Slices, "r0 = new 0").New().Walk(2, [1], new Seen(1) { State = new(Colour: colour) });
}
