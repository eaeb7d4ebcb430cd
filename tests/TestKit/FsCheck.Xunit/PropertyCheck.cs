using System.Reflection;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace FsCheck.Xunit;

/// <summary>One check of one property by FsCheck, and its result as xunit understands it: output, or an exception.</summary>
internal static class PropertyCheck
{
    internal static void Run(PropertyOptions options, MethodInfo method, object? testClass, Action<string> write)
    {
        var runner = new KeepingRunner();
        var config = ConfigOf(options, write).WithRunner(runner);
        Check.Method(config, method, testClass is null ? null : FSharpOption<object>.Some(testClass));

        var result = runner.Result ?? throw new InvalidOperationException($"FsCheck ended {method.Name} without a result.");
        switch (result)
        {
            case TestResult.Passed:
                write(Runner.onFinishedToString("", result));
                break;
            case TestResult.Failed { Item4: Outcome.Failed { Item: var cause } } failed:
                var report = Runner.onFailureToString(
                    "", failed.Item1, failed.Item2, failed.Item3, failed.Item5, failed.Item6, failed.Item7);
                throw new PropertyFailedException(Environment.NewLine + report, cause);
            default:
                throw new PropertyFailedException(result);
        }
    }

    private static Config ConfigOf(PropertyOptions options, Action<string> write)
    {
        var config = Config.Default;
        config = config
            .WithMaxTest(options.MaxTest ?? config.MaxTest)
            .WithMaxRejected(options.MaxRejected ?? config.MaxRejected)
            .WithStartSize(options.StartSize ?? config.StartSize)
            .WithEndSize(options.EndSize ?? config.EndSize)
            .WithQuietOnSuccess(options.QuietOnSuccess ?? config.QuietOnSuccess);
        if (options.Replay is { } replay)
            config = config.WithReplay(FSharpOption<Replay>.Some(ReplayText.Parse(replay)));
        if (options.Parallelism is { } parallelism)
            config = config.WithParallelRunConfig(FSharpOption<ParallelRunConfig>.Some(new ParallelRunConfig(parallelism)));
        if (options.Verbose == true)
            config = Verbosely(config, write);
        return WithArbitrary(config, options.Arbitrary);
    }

    private static Config Verbosely(Config config, Action<string> write)
    {
        string Written(string text)
        {
            write(text);
            return "";
        }

        return config
            .WithEvery(FuncConvert.FromFunc((int number, FSharpList<object> arguments) =>
                Written(Runner.onArgumentsToString(number, arguments))))
            .WithEveryShrink(FuncConvert.FromFunc((FSharpList<object> arguments) =>
                Written(Runner.onShrinkToString(arguments))));
    }

    // FsCheck merges a list from its end, so that earlier classes win; one at a time, an error can name its class.
    private static Config WithArbitrary(Config config, IReadOnlyList<Type> classes)
    {
        foreach (var type in classes.Reverse())
        {
            try
            {
                config = config.WithArbitrary([type]);
            }
            catch (Exception cause)
            {
                throw new ArgumentException(
                    $"Arbitrary = typeof({type.Name}) gives FsCheck nothing to generate from: it needs at least one static method or " +
                    $"property that returns Arbitrary<T>. FsCheck says: {cause.Message}", cause);
            }
        }

        return config;
    }

    private sealed class KeepingRunner : IRunner
    {
        internal TestResult? Result { get; private set; }

        public void OnStartFixture(Type fixture)
        {
        }

        public void OnArguments(
            int number, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every) =>
            every.Invoke(number).Invoke(arguments);

        public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> everyShrink) =>
            everyShrink.Invoke(arguments);

        public void OnFinished(string name, TestResult result) => Result = result;
    }
}
