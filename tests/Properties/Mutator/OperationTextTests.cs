using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

public sealed class OperationTextTests
{
    private static readonly Root s_r0 = Root.Local(0), s_r1 = Root.Local(1), s_r2 = Root.Local(2), s_g0 = Root.Global(0);

    private static readonly (string Text, Operation Operation)[] s_table =
    [
        ("r0 = new 0", default),
        ("r0 = new 2", Operation.New(s_r0, Shape.Plain(2))),
        ("g0 = new 2+3", Operation.New(s_g0, Shape.Plain(2, 3))),
        ("r0 = new 1 weak", Operation.New(s_r0, Shape.WeakReference)),
        ("r0 = new 2 ephemeron", Operation.New(s_r0, Shape.KeyAndValue)),
        ("r0 = new 1 finalizable f", Operation.New(s_r0, new Shape(ObjectKind.Finalizable, 1, 0, 0))),
        ("r0 = new 1 as 255", Operation.New(s_r0, Shape.Plain(1) with { Container = 255 })),
        ("r0 = new 2+1 finalizable f as 3", Operation.New(s_r0, new Shape(ObjectKind.Finalizable, 2, 1, 0) { Container = 3 })),
        ("r0 = new 1 pinned", Operation.New(s_r0, new Shape(ObjectKind.Pinned, 1, 0))),
        ("r255 = new 32767+16383 immortal", Operation.New(Root.Local(255), new Shape(ObjectKind.Immortal, 32767, 16383))),
        ("r1 = r0", Operation.Assign(s_r1, s_r0)),
        ("g0 = r0", Operation.Assign(s_g0, s_r0)),
        ("r0 = null", Operation.Clear(s_r0)),
        ("r1 = r0.2", Operation.Load(s_r1, s_r0, 2)),
        ("r0.2 = r1", Operation.Store(s_r0, 2, s_r1)),
        ("g255.32767 = g0", Operation.Store(Root.Global(255), 32767, s_g0)),
        ("r0.2 = null", Operation.StoreNull(s_r0, 2)),
        ("r0:1 = 7", Operation.StoreRaw(s_r0, 1, 7)),
        ("r0:1 = -1", Operation.StoreRaw(s_r0, 1, -1)),
        ("r0:1 = 4294967295", Operation.StoreRaw(s_r0, 1, uint.MaxValue)),
        ("r0:16383 = -9223372036854775808", Operation.StoreRaw(s_r0, 16383, long.MinValue)),
        ("r0:0 = 9223372036854775807", Operation.StoreRaw(s_r0, 0, long.MaxValue)),
        ("move r0.1 -> r2.0", Operation.Move(s_r0, 1, s_r2, 0)),
        ("blit r0.0 r1.2 3", Operation.Blit(s_r0, 0, s_r1, 2, 3)),
        ("blit r0.0 g0.65535 32767", Operation.Blit(s_r0, 0, s_g0, 65535, 32767)),
        ("r1 = copy r0", Operation.Copy(s_r1, s_r0)),
        ("r1 = deepcopy r0", Operation.DeepCopy(s_r1, s_r0)),
        ("call 4", Operation.Call(4)),
        ("call 4 r1 g0", Operation.Call(4, s_r1, s_g0, Root.None)),
        ("call 256 r1 r2 r0", Operation.Call(256, s_r1, s_r2, s_r0)),
        ("call 4 null r1", Operation.Call(4, Root.None, s_r1, Root.None)),
        ("scratch 3 r0", Operation.ScratchCall(3, s_r0)),
        ("return", Operation.Return(Root.None, Root.None)),
        ("r2 = return r1", Operation.Return(s_r2, s_r1)),
        ("r1 = weak r0", Operation.Weak(s_r1, s_r0)),
        ("r2 = deref r1", Operation.Deref(s_r2, s_r1)),
        ("r2 = ephemeron r0 r1", Operation.Ephemeron(s_r2, s_r0, s_r1)),
        ("collect", Operation.Collect()),
        ("collect 3", Operation.Collect(3)),
        ("step 1000000000", Operation.Step(1_000_000_000)),
        ("finalize", Operation.Finalize()),
        ("enable", Operation.Enable()),
        ("disable", Operation.Disable()),
        ("threshold 0 700", Operation.Threshold(0, 700)),
        ("threshold 3 1000000000", Operation.Threshold(3, 1_000_000_000)),
        ("pin r0", Operation.Pin(s_r0)),
        ("unpin r0", Operation.Unpin(s_r0)),
        ("region build-up", Operation.Region(0)),
    ];

    public static TheoryData<string> Texts => [.. s_table.Select(row => row.Text)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_operation_has_one_canonical_text(string text) =>
        Assert.Equal(text, ProgramPrinter.Print(Of(text), ["build-up"], [new FinalizerBody("f", 1, [])]));

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_canonical_text_parses_to_the_operation(string text)
    {
        MutatorProgram program = ProgramParser.Parse("finalizer f\nend\n" + text, "test");
        Assert.Equal([Of(text)], program.Body.ToArray());
    }

    [Fact]
    public void The_table_of_texts_has_every_kind_of_operation() =>
        Assert.Equal(Enum.GetValues<OperationKind>(), s_table.Select(row => row.Operation.Kind).Distinct().Order());

    [Fact]
    public void Names_that_are_not_known_print_as_their_index()
    {
        Assert.Equal("region 3", Operation.Region(3).ToString());
        Assert.Equal("r0 = new 1 finalizable 2", Operation.New(s_r0, new Shape(ObjectKind.Finalizable, 1, 0, 2)).ToString());
    }

    [Fact]
    public void A_return_that_lacks_target_or_result_passes_nothing_and_prints_bare()
    {
        Assert.Equal("return", Operation.Return(s_r0, Root.None).ToString());
        Assert.Equal("return", Operation.Return(Root.None, s_r0).ToString());
        var program = new MutatorProgram(1, 0, new[] { Operation.Return(Root.None, Root.Local(5)), Operation.Return(Root.Global(5), Root.None) });
        Assert.Equal("return\nreturn\n", program.ToString());
    }

    private static Operation Of(string text) => s_table.Single(row => row.Text == text).Operation;
}
