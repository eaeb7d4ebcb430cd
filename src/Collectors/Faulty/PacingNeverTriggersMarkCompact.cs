using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I3 on mark-compact: it never collects unasked.</summary>
public sealed class PacingNeverTriggersMarkCompact(ICollectorHost host) : MarkCompact(new StuckSwitch(host, on: false));
