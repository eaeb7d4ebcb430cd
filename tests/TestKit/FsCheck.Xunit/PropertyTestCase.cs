using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>A property as a test case of xunit: however many arguments FsCheck tries, it counts as one test.</summary>
public sealed class PropertyTestCase : XunitTestCase
{
    /// <summary>For xunit, which fills a new case from its serialized form.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by xunit only")]
    public PropertyTestCase()
    {
    }

    /// <summary>The case of one method.</summary>
    public PropertyTestCase(
        IMessageSink diagnosticMessageSink, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod testMethod)
        : base(diagnosticMessageSink, display, displayOptions, testMethod)
    {
    }

    /// <inheritdoc/>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new PropertyTestCaseRunner(this, constructorArguments, messageBus, aggregator, cancellationTokenSource).RunAsync();
}
