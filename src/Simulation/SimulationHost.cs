using System.Globalization;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Simulation;

/// <summary>
/// The host of a collector in a simulated heap. It follows every object through the heap's change log, so that what it reports
/// comes from the heap and not from the collector.
/// </summary>
internal sealed partial class SimulationHost : ICollectorHost
{
    private readonly List<int>[] _young = [[], [], []];
    private readonly List<int> _coloured = [];
    private readonly int[] _thresholds = new int[TallyByGeneration.MaximumGenerations];
    private readonly HashSet<int> _pinned = [];
    private int[] _copies = new int[64];
    private Address[] _locations = new Address[64];
    private Promises _promises = null!;

    public SimulationHost()
    {
        Objects = new ObjectModel(Heap);
        Roots = new RootSet(Heap);
    }

    public WordHeap Heap { get; } = new();

    public ObjectModel Objects { get; }

    public RootSet Roots { get; }

    public WordRange Area { get; private set; }

    public bool AutomaticCollection { get; set; }

    /// <summary>The collector of this run.</summary>
    public ICollector Collector { get; private set; } = null!;

    /// <summary>The observer of this run.</summary>
    public IObserver Observer { get; private set; } = null!;

    /// <summary>The weak slots that the mutator has filled.</summary>
    public WeakTable Weak { get; } = new();

    /// <summary>Whether a full collection ended since this was last reset.</summary>
    public bool CollectedFully { get; set; }

    /// <summary>Whether a finalizer became pending or ran since this was last reset.</summary>
    public bool Finalized { get; set; }

    /// <summary>Where finalizers run.</summary>
    public required IFinalizerRunner Finalizers { get; init; }

    public int ThresholdOf(int generation) => _thresholds[generation];

    public void SetThreshold(int generation, int value) => _thresholds[generation] = value;

    /// <summary>Lays out an empty heap for a program.</summary>
    public void Reset(MutatorProgram program, IObserver observer)
    {
        var sizing = HeapSizing.Of(program);
        int rootWords = RootSet.AreaWords(program.Globals, sizing.PendingSlots, sizing.StackSlots);
        int areaWords = sizing.AreaWords;
        Heap.Reset(rootWords + areaWords);
        Roots.Reset(program.Globals, sizing.PendingSlots);
        Array.Clear(_copies, 0, Math.Min(_copies.Length, Objects.NextNumber + 1));
        Objects.NextNumber = 1;
        Area = new WordRange(rootWords, areaWords);
        AutomaticCollection = true;
        CollectedFully = false;
        Observer = observer;
        Finalized = false;
        Weak.Reset();
        _pinned.Clear();
        _coloured.Clear();
        Array.Clear(_thresholds);
        foreach (List<int> generation in _young)
        {
            generation.Clear();
        }
    }

    /// <summary>Puts a collector over the heap.</summary>
    public void Attach(ICollector collector)
    {
        Collector = collector;
        _promises = collector.Promises;
        for (int i = 0; i < _promises.Thresholds.Length; i++)
        {
            _thresholds[i] = _promises.Thresholds[i].Initial;
        }

        CheckMetadata();
    }

    /// <summary>Metadata stays within the promise, at every safepoint.</summary>
    public void CheckMetadata()
    {
        if (Heap.MetadataWords > _promises.MetadataWords)
        {
            throw TooMuchMetadata();
        }
    }

    /// <summary>Where the object lies that was announced under this number.</summary>
    public Address LocationOf(int number) => _locations[number];

    /// <summary>Whether the heap holds a copy of the object.</summary>
    public bool IsPresent(int number) => _copies[number] > 0;

    /// <summary>Accepts the object that an allocation returned as the next one.</summary>
    public int Accept(Address address, ObjectState state)
    {
        int number = Objects.NextNumber++;
        Track(number, state.Generation);
        if (_promises.Colours)
        {
            _coloured.Add(number);
        }

        return number;
    }

    public void CycleStarted()
    {
        bool inCollector = Finalizers.LeaveCollector();
        Flush();
        Observer.CycleStarted();
        Finalizers.EnterCollector(inCollector);
    }

    public void MarkingEnded()
    {
        bool inCollector = Finalizers.LeaveCollector();
        FlushWithWeak();
        Observer.MarkingEnded();
        ReportCondemned();
        Finalizers.EnterCollector(inCollector);
    }

    public void Collected(in CollectionSummary summary)
    {
        bool inCollector = Finalizers.LeaveCollector();
        FlushWithWeak();
        CollectedFully |= summary.IsFull;
        Observer.Collected(summary);
        ReportAges(summary.IsFull ? _promises.Generations - 1 : summary.Generation);
        Finalizers.EnterCollector(inCollector);
    }

    public bool IsPinned(Address address) => _pinned.Count > 0 && _pinned.Contains(new Header(Heap.Peek(address)).Number);

    public void SetPinned(Address address, bool pinned)
    {
        int number = new Header(Heap.Peek(address)).Number;
        if (pinned)
        {
            _pinned.Add(number);
        }
        else
        {
            Unpin(number);
        }
    }

    public void RunFinalizer(Address address) => Finalizers.Run(address);

    public void EnqueueFinalizer(Address address) => Finalizers.Enqueue(address);

    public void Uncollectable(Address address)
    {
        bool inCollector = Finalizers.LeaveCollector();
        FlushWithWeak();
        Observer.Uncollectable(new Header(Heap.Peek(address)).Number);
        Finalizers.EnterCollector(inCollector);
    }

    /// <summary>Keeps and makes a fault of the harness's own finding.</summary>
    public HeapFaultException Fault(FaultKind kind, Address address, string message)
    {
        var fault = new SubjectFault(kind, message, address.Value);
        Heap.Latch(fault);
        return new HeapFaultException(Heap.Fault!);
    }

    // Every release comes here, and hardly any program pins.
    private void Unpin(int number)
    {
        if (_pinned.Count > 0)
        {
            _pinned.Remove(number);
        }
    }

    private HeapFaultException TooMuchMetadata() => Fault(FaultKind.TooMuchMetadata, Address.Null, string.Create(
        CultureInfo.InvariantCulture, $"{Heap.MetadataWords} words of metadata are claimed, {_promises.MetadataWords} were promised at most"));
}
