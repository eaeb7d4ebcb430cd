using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I1 on mark-sweep: it collects unasked although automatic collection is disabled.</summary>
public sealed class IgnoresDisable(ICollectorHost host) : MarkSweep(new StuckSwitch(host, on: true));
