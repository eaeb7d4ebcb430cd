using GcVerify.Adapters;
using GcVerify.Collectors;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Cli;

/// <summary>What is verified under a name: a collector in the simulated heap, or a runtime with the processes that it takes.</summary>
internal sealed class OpenSubject : IDisposable
{
    private readonly AdapterPool? _pool;

    /// <summary>Opens what has this name.</summary>
    /// <exception cref="AdapterException">It is a runtime that is not installed.</exception>
    public OpenSubject(string name)
    {
        if (CollectorCatalog.Find(name) is { } entry)
        {
            Definition = new SubjectDefinition(entry.Name, () => new SimulatedSubject(entry.Create, entry.MutatorFault));
            return;
        }

        AdapterPool pool = _pool = RuntimeCatalog.Find(Catalog.Subject(name))!.Open();
        Definition = new SubjectDefinition(name, pool.CreateSubject);
    }

    /// <summary>The subject, to be used until this is disposed.</summary>
    public SubjectDefinition Definition { get; }

    /// <summary>Why nothing can be said of a runtime, if that is what an exception is about; else null.</summary>
    public static string? WhyUnusable(Exception? exception) =>
        exception is AdapterException ? exception.Message : exception is null ? null : WhyUnusable(exception.InnerException);

    /// <inheritdoc/>
    public void Dispose() => _pool?.Dispose();
}
