using FsCheck;
using FsCheck.Fluent;
using GcVerify.Mutator;

namespace GcVerify.Benchmarks;

/// <summary>The property with FsCheck's <c>Prop.ForAll</c> over lists of operations: the same subject, the same judge.</summary>
internal sealed class ForAllRival
{
    private readonly Property _property;

    /// <summary>For programs of so many operations.</summary>
    public ForAllRival(string collector, int operations)
    {
        var own = new OwnProperty(collector);
        Gen<MutatorProgram> programs = PlainGenerator.Operations.ListOf(operations)
            .Select(list => new MutatorProgram(PlainGenerator.Locals, PlainGenerator.Globals, list.ToArray()));
        _property = Prop.ForAll(Arb.From(programs), own.Judge);
    }

    /// <summary>Checks the property on fresh programs.</summary>
    public void Run(int programs, ulong seed) => Check.One(FsCheckConfig.For(programs, seed), _property);
}

/// <summary>How FsCheck runs in this comparison: silent, and from a seed.</summary>
internal static class FsCheckConfig
{
    /// <summary>So many tests from a seed.</summary>
    public static Config For(int programs, ulong seed) =>
        Config.QuickThrowOnFailure.WithMaxTest(programs).WithReplay(seed, (seed << 1) | 1).WithQuietOnSuccess(true);
}
