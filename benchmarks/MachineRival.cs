using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using MutatorOperation = GcVerify.Mutator.Operation;

namespace GcVerify.Benchmarks;

/// <summary>
/// The property as a stateful test: FsCheck's <c>Machine</c>, each operation a command, the model empty since the judge has its
/// own.
/// </summary>
internal sealed class MachineRival
{
    private readonly SteppedRun _run;
    private readonly Property _property;

    /// <summary>For programs of so many operations.</summary>
    public MachineRival(string collector, int operations)
    {
        _run = new SteppedRun(collector, operations);
        _property = new HeapMachine(_run, operations).ToProperty();
    }

    /// <summary>Operations executed so far.</summary>
    public long Operations => _run.Operations;

    /// <summary>Checks the property on fresh programs.</summary>
    public void Run(int programs, ulong seed) => Check.One(FsCheckConfig.For(programs, seed), _property);

    private sealed class HeapMachine(SteppedRun run, int operations) : Machine<SteppedRun, Unit>(operations)
    {
        public override Arbitrary<Setup<SteppedRun, Unit>> Setup { get; } =
            Arb.From(Gen.Fresh<Setup<SteppedRun, Unit>>(() => new Begin(run)));

        public override TearDown<SteppedRun> TearDown { get; } = new End();

        public override Gen<Operation<SteppedRun, Unit>> Next(Unit model) => _commands;

        private static readonly Gen<Operation<SteppedRun, Unit>> _commands =
            PlainGenerator.Operations.Select(operation => (Operation<SteppedRun, Unit>)new Command(operation));
    }

    private sealed class Begin(SteppedRun run) : Setup<SteppedRun, Unit>
    {
        public override SteppedRun Actual() => run.Begin();

        public override Unit Model() => null!;
    }

    private sealed class End : TearDown<SteppedRun>
    {
        public override void Actual(SteppedRun actual) => actual.End();
    }

    private sealed class Command(MutatorOperation operation) : Operation<SteppedRun, Unit>
    {
        public override Property Check(SteppedRun actual, Unit model) => actual.Step(operation).ToProperty();

        public override Unit Run(Unit model) => model;

        public override string ToString() => operation.Kind.ToString();
    }
}
