using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I1 on generational: it collects unasked although automatic collection is disabled.</summary>
public sealed class IgnoresDisableGenerational(ICollectorHost host) : Generational(new StuckSwitch(host, on: true));
