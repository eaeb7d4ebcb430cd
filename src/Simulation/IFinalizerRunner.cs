using GcVerify.Heap;

namespace GcVerify.Simulation;

/// <summary>What the host needs of the machine that runs the program.</summary>
internal interface IFinalizerRunner
{
    /// <summary>Code that is not the collector's begins; returns whether the collector's was running.</summary>
    bool LeaveCollector();

    /// <summary>Goes back to where <see cref="LeaveCollector"/> found things.</summary>
    void EnterCollector(bool inCollector);

    /// <summary>Runs an object's finalizer, now or, from within a barrier, at the end of the operation.</summary>
    void Run(Address address);

    /// <summary>Makes an object's finalizer pending.</summary>
    void Enqueue(Address address);
}
