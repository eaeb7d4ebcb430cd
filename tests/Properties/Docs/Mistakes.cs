using GcVerify.Generators;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Docs;

/// <summary>The mistakes that docs/write-a-collector.md lists, each made in <see cref="Semispace"/>.</summary>
internal static class Mistakes
{
    /// <summary>A mistake in the words of the page, the law that names it, and a collector that makes it.</summary>
    public sealed record Mistake(string Text, string Law, Func<ICollectorHost, ICollector> Make)
    {
        /// <summary>The style of programs that show it.</summary>
        public Preset Preset { get; init; } = Preset.Mixed;

        /// <summary>A program that shows it, if it is rare among generated ones.</summary>
        public Func<MutatorProgram>? Program { get; init; }
    }

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a new object's words are not cleared", "S15", host => new DoesNotZero(host)),
        new("a field is not visited", "S6", host => new SkipsLastField(host)),
        new("a root is not visited", "S7", host => new SkipsGlobals(host)),
        new("no forwarding address is left behind", "A1", host => new LeavesNoForwardingAddress(host)),
        new("raw words are not copied", "S2", host => new DoesNotCopyRawWords(host)),
        new("from-space is read after its release", "S13", host => new ReadsReleasedWords(host)),
        new("from-space is not released", "A1", host => new DoesNotRelease(host)),
        new("`Moves` is not promised", "S14", host => new DoesNotSayThatItMoves(host)),
        new("more metadata is claimed than promised", "L6", host => new ClaimsMetadata(host)),
        new("an allocation is refused without a collection", "L4", host => new Semispace(new ChangedHost(host) { Automatic = _ => false })) { Preset = Preset.SmallHeap },
        new("a collection is not reported", "A3", host => new Semispace(new ChangedHost(host) { Summary = _ => null })),
        new("what a collection freed is not reported", "A1", host => new Semispace(new ChangedHost(host) { Summary = s => s with { Freed = default } })),
        new("a collection takes place while it is disabled", "A3", host => new Semispace(new ChangedHost(host) { Automatic = _ => true })) { Preset = Preset.SmallHeap },
        new("scanning recurses", "P3", host => new Recurses(host)) { Program = DeepList },
        new("the order of work depends on what is left from another run", "M4", host => new DependsOnEarlierRuns(host)),
    ];

    /// <summary>A list that is much longer than a stack is deep, built from its end, and collected.</summary>
    private static MutatorProgram DeepList()
    {
        var program = new ProgramBuffer { Locals = 2 };
        Root list = Root.Local(0), cell = Root.Local(1);
        for (int i = 0; i < 50_000; i++)
        {
            program.Add(Operation.New(cell, Shape.Plain(1)));
            program.Add(Operation.Store(cell, 0, list));
            program.Add(Operation.Assign(list, cell));
        }

        program.Add(Operation.Collect());
        return program.ToProgram();
    }

    private sealed class DoesNotZero(ICollectorHost host) : Semispace(host)
    {
        public override Address Allocate(Shape shape)
        {
            int words = ObjectModel.WordsOf(shape);
            Address address = base.Allocate(shape);
            for (int i = ObjectModel.HeaderWords; i < words && !address.IsNull; i++)
            {
                Host.Heap.Write(address + i, WordHeap.Poison);
            }

            return address;
        }
    }

    private sealed class SkipsLastField(ICollectorHost host) : Semispace(host)
    {
        protected override void Scan(Address address)
        {
            int fields = Host.Objects.HeaderOf(address).Fields;
            for (int i = 0; i < fields - 1; i++)
            {
                Visit(ObjectModel.FieldSlot(address, i));
            }
        }
    }

    private sealed class SkipsGlobals(ICollectorHost host) : Semispace(host)
    {
        protected override void Visit(Address slot)
        {
            if (!Host.Roots.Globals.Contains(slot.Value))
            {
                base.Visit(slot);
            }
        }
    }

    private sealed class LeavesNoForwardingAddress(ICollectorHost host) : Semispace(host)
    {
        // Cycles would be copied for ever, so only objects without fields lose theirs.
        protected override Address Copy(Address address)
        {
            Address copy = base.Copy(address);
            if (Host.Objects.HeaderOf(address).Fields == 0)
            {
                Host.Objects.SetCollectorWord(address, 0);
            }

            return copy;
        }
    }

    private sealed class DoesNotCopyRawWords(ICollectorHost host) : Semispace(host)
    {
        protected override Address Copy(Address address)
        {
            Address copy = base.Copy(address);
            Header header = Host.Objects.HeaderOf(copy);
            if (header.RawWords > 0)
            {
                Host.Heap.Zero(ObjectModel.RawSlot(copy, header, 0), header.RawWords);
            }

            return copy;
        }
    }

    private sealed class ReadsReleasedWords(ICollectorHost host) : Semispace(host)
    {
        private Address _last;

        protected override Address Copy(Address address) => base.Copy(_last = address);

        protected override void ReleaseFromSpace(int words)
        {
            base.ReleaseFromSpace(words);
            if (!_last.IsNull)
            {
                Host.Objects.HeaderOf(_last);
            }
        }
    }

    private sealed class DoesNotRelease(ICollectorHost host) : Semispace(host)
    {
        protected override void ReleaseFromSpace(int words)
        {
        }
    }

    private sealed class DoesNotSayThatItMoves(ICollectorHost host) : Semispace(host)
    {
        public override Promises Promises => base.Promises with { Moves = false };
    }

    private sealed class ClaimsMetadata : Semispace
    {
        public ClaimsMetadata(ICollectorHost host)
            : base(host) => host.Heap.ClaimMetadata(new(host.Area.End - 1), 1);
    }

    private sealed class Recurses(ICollectorHost host) : Semispace(host)
    {
        protected override Address Copy(Address address)
        {
            Address copy = base.Copy(address);
            base.Scan(copy);
            return copy;
        }

        protected override void Scan(Address address)
        {
        }
    }

    private sealed class DependsOnEarlierRuns(ICollectorHost host) : Semispace(host)
    {
        private static int _runs;
        private readonly bool _odd = Interlocked.Increment(ref _runs) % 2 != 0;

        public override Address Allocate(Shape shape)
        {
            if (_odd && Host.AutomaticCollection)
            {
                Collect(CollectionReason.Exhaustion);
            }

            return base.Allocate(shape);
        }
    }
}
