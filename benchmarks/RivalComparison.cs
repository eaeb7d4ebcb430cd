using GcVerify.Generators;

namespace GcVerify.Benchmarks;

/// <summary>
/// GcVerify against the same property written with FsCheck: programs a second on mark-sweep, one thread, the rivals in turn. Counted by
/// operations executed, as a stateful test may end early.
/// </summary>
internal sealed class RivalComparison(int operations)
{
    private const string Collector = "mark-sweep";

    private readonly OwnProperty _own = new(Collector);
    private readonly ProgramSource _mixed = new(Collector, operations, Preset.Mixed, seed: 0xA11CE);
    private readonly ProgramSource _uniform = new(Collector, operations, Preset.Uniform, seed: 0xB0B);
    private readonly MachineRival _machine = new(Collector, operations);
    private readonly ForAllRival _forAll = new(Collector, operations);
    private readonly Sample _ownRate = new(), _uniformRate = new(), _machineRate = new(), _forAllRate = new();
    private readonly Sample _overMachine = new(), _overForAll = new();
    private ulong _seed = 1;

    /// <summary>Lets everybody have a turn of so many seconds; the first is for warming up.</summary>
    public void Round(double seconds, bool counts)
    {
        double own = Rate(seconds, n => Repeat(n, _mixed)), uniform = Rate(seconds, n => Repeat(n, _uniform));
        long before = _machine.Operations;
        double wanted = 0;
        double machine = Rate(seconds, n =>
        {
            wanted += (double)n * operations;
            _machine.Run(n, ++_seed);
        });
        machine *= (_machine.Operations - before) / wanted;
        double forAll = Rate(seconds, n => _forAll.Run(n, ++_seed));
        if (counts)
        {
            _ownRate.Add(own);
            _uniformRate.Add(uniform);
            _machineRate.Add(machine);
            _forAllRate.Add(forAll);
            _overMachine.Add(own / machine);
            _overForAll.Add(own / forAll);
        }
    }

    /// <summary>What was measured.</summary>
    public object Result => new
    {
        Operations = operations,
        ProgramsPerSecond = new
        {
            Own = _ownRate.Figure(),
            OwnUniformPreset = _uniformRate.Figure(),
            Machine = _machineRate.Figure(),
            ForAll = _forAllRate.Figure(),
        },
        OwnOverMachine = _overMachine.Figure(atLeast: 10),
        OwnOverForAll = _overForAll.Figure(atLeast: operations switch { 50 => 2.5, 2000 => 1.5, _ => null }),
    };

    private void Repeat(int programs, ProgramSource source)
    {
        for (int i = 0; i < programs; i++)
        {
            _own.Judge(source.Next());
        }
    }

    private double Rate(double seconds, Action<int> run)
    {
        int batch = Math.Max(1, 5_000 / operations);
        long programs = 0;
        double start = Clock.Now, used;
        do
        {
            run(batch);
            programs += batch;
            used = Clock.Now - start;
        }
        while (used < seconds);

        return programs / used;
    }
}
