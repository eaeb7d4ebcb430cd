using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault F1 on cpython: that a finalizer has run is forgotten when the count is copied.</summary>
public sealed class FinalizesTwiceCPython(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override void CopyCounts(int list)
    {
        base.CopyCounts(list);
        for (Address address = Tracked.First(list); !address.IsNull; address = Tracked.Next(address))
        {
            Objects.SetCollectorWord(address, Objects.CollectorWord(address) & ~ObjectWord.Finalized);
        }
    }
}
