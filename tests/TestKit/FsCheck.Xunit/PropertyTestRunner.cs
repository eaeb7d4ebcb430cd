using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

// xunit runs a test in three layers, each of which makes the next; only the innermost differs for a property.

internal sealed class PropertyTestCaseRunner(
    PropertyTestCase testCase,
    object[] constructorArguments,
    IMessageBus messageBus,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource)
    : XunitTestCaseRunner(
        testCase, testCase.DisplayName, testCase.SkipReason, constructorArguments, null, messageBus, aggregator, cancellationTokenSource)
{
    protected override XunitTestRunner CreateTestRunner(
        ITest test,
        IMessageBus messageBus,
        Type testClass,
        object[] constructorArguments,
        MethodInfo testMethod,
        object[] testMethodArguments,
        string skipReason,
        IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new PropertyTestRunner(
            test, messageBus, testClass, constructorArguments, testMethod, skipReason,
            new ExceptionAggregator(aggregator), cancellationTokenSource);
}

/// <summary>Gives every property an output, whether or not its class asks for one: FsCheck's report goes there.</summary>
internal sealed class PropertyTestRunner(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    string skipReason,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource)
    : XunitTestRunner(
        test, messageBus, testClass, constructorArguments, testMethod, null, skipReason, [], aggregator, cancellationTokenSource)
{
    protected override async Task<Tuple<decimal, string>> InvokeTestAsync(ExceptionAggregator aggregator)
    {
        var output = new TestOutputHelper();
        // The array is shared by all tests of the class, so this test's output must not stay in it.
        var arguments = ConstructorArguments.Select(argument => argument is Func<TestOutputHelper> ? output : argument).ToArray();
        output.Initialize(MessageBus, Test);
        var time = await new PropertyInvoker(
            Test, MessageBus, TestClass, arguments, TestMethod, output, aggregator, CancellationTokenSource).RunAsync();
        var text = output.Output;
        output.Uninitialize();
        return Tuple.Create(time, text);
    }
}

/// <summary>
/// Runs the check on one instance of the test class. Attributes that act before and after a test get no turn, as with the
/// upstream package; so a snapshot cannot be verified inside a property.
/// </summary>
internal sealed class PropertyInvoker(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    TestOutputHelper output,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource)
    : XunitTestInvoker(
        test, messageBus, testClass, constructorArguments, testMethod, null, [], aggregator, cancellationTokenSource)
{
    protected override async Task<decimal> InvokeTestMethodAsync(object? testClassInstance)
    {
        // FsCheck waits for tasks by blocking: on xunit's few threads their continuations might never get a turn.
        await Aggregator.RunAsync(() => Timer.AggregateAsync(() => Task.Run(() => Check(testClassInstance))));
        return Timer.Total;
    }

    private void Check(object? testClassInstance) =>
        PropertyCheck.Run(PropertyOptions.Of(TestClass, TestMethod), TestMethod, testClassInstance, output.WriteLine);
}
