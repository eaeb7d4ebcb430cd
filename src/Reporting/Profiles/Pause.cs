namespace GcVerify.Reporting;

/// <summary>The collector's part in a step: the mutator waited.</summary>
/// <param name="Step">The step.</param>
/// <param name="MutatorWork">Heap accesses of the mutator up to then.</param>
/// <param name="Accesses">Heap accesses of the collector.</param>
public readonly record struct Pause(int Step, long MutatorWork, long Accesses);
