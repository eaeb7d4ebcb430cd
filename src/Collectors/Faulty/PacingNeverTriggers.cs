using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I3 on mark-sweep: it never collects unasked.</summary>
public sealed class PacingNeverTriggers(ICollectorHost host) : MarkSweep(new StuckSwitch(host, on: false));
