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

    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_list_that_grows_at_its_head_is_collected(string collector) => AssertCollects(
        collector,
        ListLength,
        Enumerable.Repeat<Operation[]>([New(1), Operation.Store(Root.Local(1), 0, Root.Local(0)), Operation.Assign(Root.Local(0), Root.Local(1))], ListLength));

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_list_that_grows_at_its_tail_is_collected(string collector) => AssertCollects(
        collector,
        ListLength,
        Enumerable.Repeat<Operation[]>([New(1), Operation.Store(Root.Local(2), 0, Root.Local(1)), Operation.Assign(Root.Local(2), Root.Local(1))], ListLength - 1)
            .Prepend([New(1), Operation.Assign(Root.Local(0), Root.Local(1)), Operation.Assign(Root.Local(2), Root.Local(1))]));

    [Theory]
    [MemberData(nameof(Collectors))]
    public void An_object_of_10000_fields_is_collected(string collector) => AssertCollects(
        collector,
        Fields + 1,
        Enumerable.Range(0, Fields).Select<int, Operation[]>(field => [New(0), Operation.Store(Root.Local(0), field, Root.Local(1))])
            .Prepend([Operation.New(Root.Local(0), Shape.Plain(Fields))]));

    private static Operation New(int fields) => Operation.New(Root.Local(1), Shape.Plain(fields));

    /// <summary>Builds, collects while all is held by r0, lets go and collects again. Thresholds would make it quadratic.</summary>
    private static void AssertCollects(string collector, int objects, IEnumerable<Operation[]> build)
    {
        Operation[] body =
        [
            Operation.Threshold(0, 0), Operation.Threshold(1, 0), .. build.SelectMany(part => part), Operation.Clear(Root.Local(1)),
            Operation.Clear(Root.Local(2)), Operation.Collect(), Operation.Clear(Root.Local(0)), Operation.Collect(),
        ];
        var program = new MutatorProgram(3, 0, body);
        var judge = new Judge();
        judge.Begin(program);
        OnSmallStack(() => Subjects.Of(collector).Create().Run(program, new ObservationPlan(int.MaxValue), judge));
        Assert.Null(judge.Violation);
        Assert.Equal(collector == "no-collection" ? 0 : objects, judge.Statistics.Released);
        Assert.Equal(objects, judge.Statistics.Allocations);
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
