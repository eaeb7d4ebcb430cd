using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault I1 on semispace: it collects unasked although automatic collection is disabled.</summary>
public sealed class IgnoresDisableSemispace(ICollectorHost host) : Semispace(new StuckSwitch(host, on: true));
