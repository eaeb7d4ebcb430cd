using FsCheck.Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace GcVerify.TestKit.Tests;

/// <summary>Runs one property as xunit would, inside a test that looks at how it ended.</summary>
internal static class Run
{
    internal static async Task<ITestResultMessage> Property<TClass>(string method)
    {
        var testClass = new TestClass(
            new TestCollection(new TestAssembly(Reflector.Wrap(typeof(TClass).Assembly)), null, "inner"), Reflector.Wrap(typeof(TClass)));
        var testMethod = new TestMethod(testClass, Reflector.Wrap(typeof(TClass).GetMethod(method)!));
        var attribute = testMethod.Method.GetCustomAttributes(typeof(PropertyAttribute)).Single();
        using var messages = new KeepingBus();
        using var cancellation = new CancellationTokenSource();

        var testCase = new PropertyDiscoverer(new NullMessageSink()).Discover(new DefaultOptions(), testMethod, attribute).Single();
        Task<RunSummary> run;
        // The test around must not show through, or a snapshot inside the property would take its name.
        using (ExecutionContext.SuppressFlow())
            run = Task.Run(() => testCase.RunAsync(new NullMessageSink(), messages, [], new ExceptionAggregator(), cancellation));
        var summary = await run;

        Assert.Equal(1, summary.Total);
        return messages.Kept.OfType<ITestResultMessage>().Single();
    }

    internal static async Task<string> FailureOf<TClass>(string method)
    {
        var failed = Assert.IsAssignableFrom<ITestFailed>(await Property<TClass>(method));
        return string.Join('\n', failed.Messages);
    }

    internal static async Task<string> OutputOf<TClass>(string method) =>
        Assert.IsAssignableFrom<ITestPassed>(await Property<TClass>(method)).Output;

    private sealed class KeepingBus : IMessageBus
    {
        internal List<IMessageSinkMessage> Kept { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            Kept.Add(message);
            return true;
        }

        public void Dispose()
        {
        }
    }

    private sealed class DefaultOptions : ITestFrameworkDiscoveryOptions
    {
        public TValue GetValue<TValue>(string name) => default!;

        public void SetValue<TValue>(string name, TValue value)
        {
        }
    }
}
