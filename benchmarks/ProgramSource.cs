using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Benchmarks;

/// <summary>Generates programs for one collector as a campaign does, and never one twice.</summary>
internal sealed class ProgramSource
{
    private readonly ProgramGenerator _generator = new();
    private readonly ProgramBuffer _buffer = new();
    private readonly GenerationOptions _options;
    private readonly ulong _seed;
    private long _next;

    /// <summary>Programs of so many operations.</summary>
    public ProgramSource(string collector, int operations, Preset preset, ulong seed)
    {
        _options = new(preset, operations, LanguageFeatures.Of(Define(collector).ProbePromises()!));
        _seed = seed;
    }

    /// <summary>The next program; valid until the one after it.</summary>
    public MutatorProgram Next()
    {
        _generator.Generate(_seed, _next++, _options, _buffer);
        return _buffer.View();
    }

    /// <summary>The next programs, as copies.</summary>
    public MutatorProgram[] Take(int count)
    {
        var programs = new MutatorProgram[count];
        for (int i = 0; i < count; i++)
        {
            programs[i] = Next().Clone();
        }

        return programs;
    }

    /// <summary>A collector of the catalogue as a subject.</summary>
    public static SubjectDefinition Define(string collector)
    {
        CollectorEntry entry = CollectorCatalog.Find(collector)!;
        return new(entry.Name, () => new SimulatedSubject(entry.Create));
    }
}
