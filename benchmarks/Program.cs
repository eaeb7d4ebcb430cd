using BenchmarkDotNet.Running;
using GcVerify.Benchmarks;

switch (args)
{
    case ["ratios"]:
        return Report.Print(BenchmarkSettings.Full);
    case ["ratios", "--quick"]:
        return Report.Print(BenchmarkSettings.Quick);
    case ["detail", .. var rest]:
        BenchmarkRunner.Run<DetailBenchmarks>(args: rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: ratios [--quick] | detail [BenchmarkDotNet options]");
        return 64;
}
