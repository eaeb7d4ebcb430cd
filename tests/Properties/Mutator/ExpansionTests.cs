using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

public sealed class ExpansionTests
{
    [Theory]
    [InlineData(OperationKind.Copy)]
    [InlineData(OperationKind.DeepCopy)]
    public void Copying_null_is_nothing(OperationKind kind)
    {
        Root target = Root.Local(4), empty = Root.Local(3);
        Operation operation = kind == OperationKind.Copy ? Operation.Copy(target, empty) : Operation.DeepCopy(target, empty);
        Assert.Empty(new Expansion().Expand(operation, new SmallGraph().Plain()).ToArray());
    }

    [Fact]
    public void A_copy_has_the_same_raw_words_and_shares_what_its_fields_refer_to() =>
        AssertCopy(
            new SmallGraph().Add(ObjectKind.Plain, [2, 0, 1], 7, -8).Plain(),
            """
            scratch 3 r0
            r1 = new 3+2
            r1:0 = 7
            r1:1 = -8
            r2 = r0.0
            r1.0 = r2
            r2 = r0.2
            r1.2 = r2
            r4 = return r1
            """);

    [Fact]
    public void A_copy_keeps_its_kind() =>
        AssertCopy(
            new SmallGraph().Add(ObjectKind.Weak, [2]).Plain(),
            """
            scratch 3 r0
            r1 = new 1 weak
            r2 = r0.0
            r1.0 = r2
            r4 = return r1
            """);

    [Fact]
    public void A_shared_child_is_copied_once_and_shared_by_the_copies() =>
        AssertDeepCopy(
            new SmallGraph().Plain(2, 3).Plain(4).Plain(4).Add(ObjectKind.Plain, [], 5),
            """
            scratch 9 r0
            r1 = r0.0
            r2 = r0.1
            r3 = r1.0
            r4 = new 2
            r5 = new 1
            r6 = new 1
            r7 = new 0+1
            r7:0 = 5
            r4.0 = r5
            r4.1 = r6
            r5.0 = r7
            r6.0 = r7
            r4 = return r4
            """);

    [Fact]
    public void The_copy_of_a_cycle_is_a_cycle_of_copies() =>
        AssertDeepCopy(
            new SmallGraph().Plain(2, 1).Plain(1),
            """
            scratch 5 r0
            r1 = r0.0
            r2 = new 2
            r3 = new 1
            r2.0 = r3
            r2.1 = r2
            r3.0 = r2
            r4 = return r2
            """);

    [Fact]
    public void What_only_a_weak_field_refers_to_is_shared() =>
        AssertDeepCopy(
            new SmallGraph().Add(ObjectKind.Weak, [2, 3]).Plain().Plain(),
            """
            scratch 5 r0
            r1 = r0.1
            r2 = new 2 weak
            r3 = new 0
            r4 = r0.0
            r2.0 = r4
            r2.1 = r3
            r4 = return r2
            """);

    [Fact]
    public void A_weak_field_shares_its_referent_also_where_that_is_copied() =>
        AssertDeepCopy(
            new SmallGraph().Add(ObjectKind.Weak, [2, 2]).Plain(),
            """
            scratch 5 r0
            r1 = r0.1
            r2 = new 2 weak
            r3 = new 0
            r4 = r0.0
            r2.0 = r4
            r2.1 = r3
            r4 = return r2
            """);

    [Fact]
    public void Key_and_value_of_an_ephemeron_are_shared() =>
        AssertDeepCopy(
            new SmallGraph().Add(ObjectKind.Ephemeron, [2, 3]).Plain().Plain(),
            """
            scratch 3 r0
            r1 = new 2 ephemeron
            r2 = r0.0
            r1.0 = r2
            r2 = r0.1
            r1.1 = r2
            r4 = return r1
            """);

    [Fact]
    public void An_immortal_object_is_shared() =>
        AssertDeepCopy(
            new SmallGraph().Plain(2, 3).Add(ObjectKind.Immortal, [3]).Plain(),
            """
            scratch 5 r0
            r1 = r0.1
            r2 = new 2
            r3 = new 0
            r4 = r0.0
            r2.0 = r4
            r2.1 = r3
            r4 = return r2
            """);

    [Fact]
    public void Of_more_than_64_objects_the_first_64_are_copied_and_the_next_is_shared()
    {
        var chain = new SmallGraph();
        for (int i = 1; i < 70; i++)
        {
            chain.Plain(i + 1);
        }

        chain.Plain(0);
        List<string> expected = ["scratch 129 r0"];
        expected.AddRange(Enumerable.Range(1, 63).Select(i => $"r{i} = r{i - 1}.0"));
        expected.AddRange(Enumerable.Range(64, 64).Select(i => $"r{i} = new 1"));
        expected.AddRange(Enumerable.Range(64, 63).Select(i => $"r{i}.0 = r{i + 1}"));
        expected.AddRange(["r128 = r63.0", "r127.0 = r128", "r4 = return r64"]);
        AssertDeepCopy(chain, string.Join('\n', expected));
    }

    [Fact]
    public void A_scratch_frame_of_the_largest_deep_copy_fits_the_scratch_slots()
    {
        var star = new SmallGraph().Plain([.. Enumerable.Range(2, 100)]);
        for (int i = 0; i < 100; i++)
        {
            star.Plain();
        }

        Operation[] operations = Expand(Operation.DeepCopy(Root.Local(4), Root.Local(0)), star);
        Assert.Equal(Limits.ScratchSlots, operations[0].A);
        Assert.Equal(Limits.ScratchSlots, DerivedHeader.Locals(operations.AsSpan()[1..^1]));
        Assert.Equal(Limits.DeepCopyObjects, operations.Count(o => o.Kind == OperationKind.New));
    }

    [Fact]
    public void An_expansion_is_reusable()
    {
        var expansion = new Expansion();
        SmallGraph cycle = new SmallGraph().Plain(2).Plain(1);
        Operation deepCopy = Operation.DeepCopy(Root.Local(1), Root.Local(0));
        Operation[] first = expansion.Expand(deepCopy, cycle).ToArray();
        expansion.Expand(Operation.Copy(Root.Local(1), Root.Local(0)), cycle);
        Assert.Equal(first, expansion.Expand(deepCopy, cycle).ToArray());
    }

    private static void AssertCopy(SmallGraph graph, string expected) =>
        AssertExpansion(Operation.Copy(Root.Local(4), Root.Local(0)), graph, expected);

    private static void AssertDeepCopy(SmallGraph graph, string expected) =>
        AssertExpansion(Operation.DeepCopy(Root.Local(4), Root.Local(0)), graph, expected);

    private static void AssertExpansion(Operation operation, SmallGraph graph, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n").Split('\n'), Expand(operation, graph).Select(o => o.ToString()));

    private static Operation[] Expand(Operation operation, SmallGraph graph) => new Expansion().Expand(operation, graph).ToArray();
}
