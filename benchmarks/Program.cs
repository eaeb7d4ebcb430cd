using BenchmarkDotNet.Running;
using GcVerify.Benchmarks;

switch (args)
{
    case ["ratios"]:
        return Report.Print(BenchmarkSettings.Full);
    case ["ratios", "--quick"]:
        return Report.Print(BenchmarkSettings.Quick);
    case ["growth", .. var collectors]:
        return Report.PrintGrowth(BenchmarkSettings.Full, collectors);
    case ["detail", .. var rest]:
        BenchmarkRunner.Run<DetailBenchmarks>(args: rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: ratios [--quick] | growth [collector ...] | detail [BenchmarkDotNet options]");
        return 64;
}
