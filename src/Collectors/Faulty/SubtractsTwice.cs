using GcVerify.Heap;

namespace GcVerify.Collectors.Faulty;

/// <summary>Fault H4 on cpython: a reference from within is subtracted twice, so that it cancels one from outside.</summary>
public sealed class SubtractsTwice(ICollectorHost host) : CPythonScheme(host)
{
    /// <inheritdoc/>
    protected override void SubtractOne(Address child)
    {
        base.SubtractOne(child);
        if (ObjectWord.ReferencesOf(Objects.CollectorWord(child)) > 0)
        {
            base.SubtractOne(child);
        }
    }
}
