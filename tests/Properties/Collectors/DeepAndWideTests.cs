using System.Runtime.ExceptionServices;
using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Properties.Verification;

namespace GcVerify.Properties.Collectors;

/// <summary>Law P3 at size: on a stack of 256 KB, which recursion over the objects would exhaust.</summary>
public sealed class DeepAndWideTests
{
    private const int ListLength = 100_000;
    private const int Fields = 10_000;
    private const int StackBytes = 256 * 1024;

    private static Root Head => Root.Local(0);

    private static Root Fresh => Root.Local(1);

    private static Root Tail => Root.Local(2);

    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_list_that_grows_at_its_head_is_collected(string collector) => AssertCollects(
        collector,
        ListLength,
        Enumerable.Repeat<Operation[]>([New(1), Operation.Store(Fresh, 0, Head), Operation.Assign(Head, Fresh)], ListLength));

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_list_that_grows_at_its_tail_is_collected(string collector) => AssertCollects(
        collector,
        ListLength,
        Enumerable.Repeat<Operation[]>([New(1), Operation.Store(Tail, 0, Fresh), Operation.Assign(Tail, Fresh)], ListLength - 1)
            .Prepend([New(1), Operation.Assign(Head, Fresh), Operation.Assign(Tail, Fresh)]));

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_ring_is_collected_or_kept_as_promised(string collector) => AssertCollects(
        collector,
        Subjects.Of(collector).ProbePromises()!.Completeness == Completeness.Complete ? ListLength : 0,
        Enumerable.Repeat<Operation[]>([New(1), Operation.Store(Tail, 0, Fresh), Operation.Assign(Tail, Fresh)], ListLength - 1)
            .Prepend([New(1), Operation.Assign(Head, Fresh), Operation.Assign(Tail, Fresh)])
            .Append([Operation.Store(Tail, 0, Head)]));

    [Theory]
    [MemberData(nameof(Collectors))]
    public void An_object_of_10000_fields_is_collected(string collector) => AssertCollects(
        collector,
        Fields + 1,
        Enumerable.Range(0, Fields).Select<int, Operation[]>(field => [New(0), Operation.Store(Head, field, Fresh)])
            .Prepend([Operation.New(Head, Shape.Plain(Fields))]));

    private static Operation New(int fields) => Operation.New(Fresh, Shape.Plain(fields));

    /// <summary>Builds, collects while all is held by r0, lets go and collects again. Thresholds would make it quadratic.</summary>
    private static void AssertCollects(string collector, int objects, IEnumerable<Operation[]> build)
    {
        Operation[] body =
        [
            Operation.Threshold(0, 0), Operation.Threshold(1, 0), Operation.Threshold(2, 0), .. build.SelectMany(part => part), Operation.Clear(Fresh),
            Operation.Clear(Tail), Operation.Collect(), Operation.Clear(Head), Operation.Collect(),
        ];
        var program = new MutatorProgram(3, 0, body);
        var judge = new Judge();
        judge.Begin(program);
        OnSmallStack(() => Subjects.Of(collector).Create().Run(program, new ObservationPlan(int.MaxValue), judge));
        Assert.Null(judge.Violation);
        Assert.Equal(collector == "no-collection" ? 0 : objects, judge.Statistics.Released);
        Assert.True(judge.Statistics.Allocations >= Fields);
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (InvalidOperationException e)
                {
                    failure = e;
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
