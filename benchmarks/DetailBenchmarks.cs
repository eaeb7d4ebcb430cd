using BenchmarkDotNet.Attributes;
using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>
/// The parts of the cost of one program, each by itself. A fresh program in every invocation, so generation is part of each
/// figure.
/// </summary>
[MemoryDiagnoser]
public class DetailBenchmarks
{
    private ProgramSource _source = null!;
    private OwnProperty _property = null!;

    /// <summary>The collector.</summary>
    [Params("mark-sweep", "generational", "reference-counting")]
    public string Collector { get; set; } = "";

    /// <summary>Operations of each program.</summary>
    [Params(50, 200, 2000)]
    public int Operations { get; set; }

    /// <summary>Makes generator, subject and judge.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _source = new ProgramSource(Collector, Operations, Preset.Mixed, seed: 1);
        _property = new OwnProperty(Collector);
    }

    /// <summary>Generation alone.</summary>
    [Benchmark]
    public MutatorProgram Generate() => _source.Next();

    /// <summary>Generation and bare execution.</summary>
    [Benchmark(Baseline = true)]
    public void GenerateAndRun() => _property.RunBare(_source.Next());

    /// <summary>Generation, execution and judgement.</summary>
    [Benchmark]
    public void GenerateAndJudge() => _property.Judge(_source.Next());
}
