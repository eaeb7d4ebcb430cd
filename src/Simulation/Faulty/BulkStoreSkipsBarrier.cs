using GcVerify.Heap;

namespace GcVerify.Simulation.Faulty;

/// <summary>Fault B1, a mutator's: bulk copies of fields omit the write barrier.</summary>
internal sealed class BulkStoreSkipsBarrier : MutatorMachine
{
    /// <inheritdoc/>
    protected override void StoreInBulk(Address holder, int field, Address value) => StoreUnannounced(holder, field, value);
}
