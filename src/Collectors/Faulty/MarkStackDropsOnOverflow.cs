using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault A6 on mark-sweep: at 64 entries the mark stack drops further ones, and nobody is told.</summary>
public sealed class MarkStackDropsOnOverflow(ICollectorHost host) : MarkSweep(host)
{
    private const int Capacity = 64;

    /// <inheritdoc/>
    protected override void Push(Address target)
    {
        if (MarkStack.Count < Capacity)
        {
            base.Push(target);
        }
    }
}
