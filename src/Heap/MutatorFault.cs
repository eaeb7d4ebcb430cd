namespace GcVerify.Heap;

/// <summary>A deliberate bug of the mutator, for seeing that a broken contract is noticed on either side of the seam.</summary>
public enum MutatorFault
{
    /// <summary>None: the mutator keeps to the contract of <see cref="ICollector"/>.</summary>
    None,

    /// <summary>Bulk copies of fields omit the write barrier.</summary>
    BulkStoreSkipsBarrier,
}
