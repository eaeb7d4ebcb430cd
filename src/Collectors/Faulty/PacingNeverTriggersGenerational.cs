using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I3 on generational: it never collects unasked.</summary>
public sealed class PacingNeverTriggersGenerational(ICollectorHost host) : Generational(new StuckSwitch(host, on: false));
