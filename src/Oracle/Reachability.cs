namespace GcVerify.Oracle;

/// <summary>What is to be followed, where a law asks what would be reachable if something were otherwise.</summary>
internal enum Following
{
    /// <summary>What keeps alive: strong fields, and an ephemeron's value if its key is alive.</summary>
    Strong,

    /// <summary>Weak references too.</summary>
    WeakReferences,

    /// <summary>Weak references and ephemerons as if they were plain objects.</summary>
    Everything,

    /// <summary>Strong fields, but no ephemeron's value.</summary>
    NoValues,

    /// <summary>What keeps alive, but not through objects whose finalizers have become pending or begun.</summary>
    NotFinalized,
}

/// <summary>
/// What the roots of a model heap reach, computed from scratch each time, iteratively and in linear time: an ephemeron whose key is not reached yet
/// waits at that key.
/// </summary>
internal sealed class Reachability(ModelHeap model)
{
    private readonly List<(int Ephemeron, int Key, int Next)> _waiting = [];
    private int[] _marks = new int[64];
    private int[] _firstWaiting = new int[64];
    private int _mark;
    private int[] _stack = new int[64];
    private int _depth;
    private int _oldest;
    private Following _following;

    /// <summary>Words of the objects that were marked last.</summary>
    public long MarkedWords { get; private set; }

    /// <summary>Objects that were marked last, released or not.</summary>
    public int MarkedObjects { get; private set; }

    /// <summary>Objects that were marked last and are not released.</summary>
    public int MarkedPresent { get; private set; }

    /// <summary>Whether an object was marked last.</summary>
    public bool IsMarked(int number) => number < _marks.Length && _marks[number] == _mark;

    /// <summary>Marks what the roots reach, without the pending finalizers' objects from position <paramref name="pendingEnd"/> on.</summary>
    public void MarkFromRoots(Following following = Following.Strong, int pendingEnd = int.MaxValue)
    {
        Begin(int.MaxValue, following);
        VisitRoots(pendingEnd);
        Drain();
    }

    /// <summary>
    /// Marks, of the objects in generations up to <paramref name="oldest"/>, what the roots and the objects among <paramref name="holders"/> in older generations reach
    /// without passing through an older object; and what those among <paramref name="released"/> reach in the same way.
    /// </summary>
    public void Mark(int oldest, ReadOnlySpan<int> holders, ReadOnlySpan<int> released)
    {
        Begin(oldest, Following.Strong);
        VisitRoots(int.MaxValue);
        VisitFieldsOfOlder(holders);
        VisitFieldsOfOlder(released);
        Drain();
    }

    /// <summary>Marks an object, too, with what it reaches now, which may be the keys that ephemerons waited for.</summary>
    public void MarkAlso(int number)
    {
        GrowMarks();
        Visit(number);
        Drain();
    }

    /// <summary>Keeps the marks only where another one has marked too; of objects from number <paramref name="end"/> on takes its marks.</summary>
    public void Narrow(Reachability later, int end)
    {
        GrowMarks();
        for (int number = 1; number < model.NextNumber; number++)
        {
            bool both = later.IsMarked(number) && (number >= end || IsMarked(number));
            _marks[number] = both ? _mark : 0;
        }
    }

    /// <summary>Marks what the strong fields of an object lead to; the object itself only if it lies on a cycle.</summary>
    public void MarkFromFieldsOf(int number)
    {
        Begin(int.MaxValue, Following.Strong);
        VisitFields(number);
        Drain();
    }

    private void VisitFieldsOfOlder(ReadOnlySpan<int> holders)
    {
        foreach (int holder in holders)
        {
            if (model.StateOf(holder).Generation > _oldest)
            {
                VisitFields(holder);
            }
        }
    }

    private void VisitRoots(int pendingEnd)
    {
        foreach (int root in model.SlotRoots)
        {
            Visit(root);
        }

        ReadOnlySpan<int> pending = model.PendingRoots;
        foreach (int root in pending[..Math.Min(pendingEnd, pending.Length)])
        {
            Visit(root);
        }

        foreach (int immortal in model.Immortals)
        {
            Visit(immortal);
        }
    }

    private void Drain()
    {
        while (_depth > 0)
        {
            int number = _stack[--_depth];
            if (_waiting.Count > 0)
            {
                VisitValues(number);
            }

            VisitFields(number);
        }
    }

    private void VisitFields(int number)
    {
        if (_following == Following.NotFinalized && model.IsFinalized(number))
        {
            return;
        }

        ref readonly ModelHeap.ModelObject o = ref model.At(number);
        ReadOnlySpan<int> fields = model.FieldsOf(o);
        int weak = o.IsWeak ? model.WeakFieldsOf(number) : 0;
        if (weak > 0)
        {
            weak = VisitWeakFields(number, weak, fields);
        }

        foreach (int target in fields[weak..])
        {
            Visit(target);
        }
    }

    /// <summary>Returns how many fields are not to be visited now.</summary>
    private int VisitWeakFields(int number, int weak, ReadOnlySpan<int> fields)
    {
        if (_following == Following.Everything || (_following == Following.WeakReferences && weak == 1))
        {
            return 0;
        }

        if (weak == 2 && _following != Following.NoValues)
        {
            if (IsAlive(fields[0]))
            {
                return 1;
            }

            _waiting.Add((number, fields[0], _firstWaiting[fields[0]]));
            _firstWaiting[fields[0]] = _waiting.Count;
        }

        return weak;
    }

    private bool IsAlive(int key) => _marks[key] == _mark || model.StateOf(key).Generation > _oldest;

    private void Visit(int number)
    {
        if (number == 0 || _marks[number] == _mark)
        {
            return;
        }

        ref readonly ModelHeap.ModelObject o = ref model.At(number);
        if (o.State.Generation > _oldest)
        {
            return;
        }

        _marks[number] = _mark;
        MarkedWords += o.Words;
        MarkedObjects++;
        MarkedPresent += o.IsPresent ? 1 : 0;
        if (_depth == _stack.Length)
        {
            Array.Resize(ref _stack, _depth * 2);
        }

        _stack[_depth++] = number;
    }

    /// <summary>The values of the ephemerons that waited for this key.</summary>
    private void VisitValues(int key)
    {
        int next = _firstWaiting[key];
        _firstWaiting[key] = 0;
        while (next != 0)
        {
            (int ephemeron, _, next) = _waiting[next - 1];
            Visit(model.FieldsOf(ephemeron)[1]);
        }
    }

    private void GrowMarks()
    {
        if (_marks.Length < model.NextNumber)
        {
            Array.Resize(ref _marks, Math.Max(model.NextNumber, _marks.Length * 2));
            Array.Resize(ref _firstWaiting, _marks.Length);
        }
    }

    private void Begin(int oldest, Following following)
    {
        GrowMarks();
        foreach ((_, int key, _) in _waiting)
        {
            _firstWaiting[key] = 0;
        }

        _waiting.Clear();
        _mark++;
        _oldest = oldest;
        _following = following;
        MarkedWords = 0;
        MarkedObjects = 0;
        MarkedPresent = 0;
        _depth = 0;
    }
}
