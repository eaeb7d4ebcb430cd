using System.Diagnostics.CodeAnalysis;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Collectors.Faulty;

/// <summary>Collectors that misbehave in ways no law describes; GcVerify must survive them and say what happened.</summary>
internal static class Hostile
{
    /// <summary>Throws when it is asked to collect.</summary>
    internal sealed class Throws(ICollectorHost host) : MarkSweep(host)
    {
        protected override void MarkRoots() => throw new InvalidOperationException("mark stack is not initialised");
    }

    /// <summary>Never returns from a collection, and touches the heap all the while.</summary>
    internal sealed class RunsAway(ICollectorHost host) : MarkSweep(host)
    {
        protected override void MarkRoots()
        {
            while (true)
            {
                Heap.Read(Host.Roots[0]);
            }
        }
    }

    /// <summary>Never returns from a collection, and does not touch the heap: only a watchdog can tell.</summary>
    internal sealed class LoopsForever(ICollectorHost host) : MarkSweep(host)
    {
        protected override void MarkRoots()
        {
            while (Host.AutomaticCollection || !Host.AutomaticCollection)
            {
            }
        }
    }

    /// <summary>Marks by recursion without an end.</summary>
    internal sealed class RecursesThroughTheHeap(ICollectorHost host) : MarkSweep(host)
    {
        protected override void MarkRoots() => Recurse(1);

        private ulong Recurse(ulong depth) => Heap.Read(Host.Roots[0]) + Recurse(depth + 1) + depth;
    }

    /// <summary>Recurses without an end and without touching the heap, which ends the process.</summary>
    internal sealed class RecursesForever(ICollectorHost host) : MarkSweep(host)
    {
        protected override void MarkRoots() => Recurse(1);

        private int Recurse(int depth) => depth == 0 ? Host.Area.Words : Recurse(depth + 1) + depth;
    }

    /// <summary>Returns an address outside the heap for a new object.</summary>
    internal sealed class ReturnsWildAddress(ICollectorHost host) : ICollector
    {
        public Promises Promises { get; } = new() { UsableWords = host.Area.Words };

        public Address Allocate(Shape shape) => new(host.Area.End + 1000);

        public void Collect(CollectionRequest request) => host.Collected(new() { IsFull = true });
    }

    /// <summary>Touches free memory and catches what the heap says to that.</summary>
    internal sealed class SwallowsFaults(ICollectorHost host) : MarkSweep(host)
    {
        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "That is what is wrong with it.")]
        protected override void MarkRoots()
        {
            try
            {
                Heap.Read(new Address(Host.Area.End - 1));
            }
            catch (Exception)
            {
                base.MarkRoots();
                return;
            }

            base.MarkRoots();
        }
    }
}
