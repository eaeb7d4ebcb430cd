using System.Collections.Immutable;
using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Reporting;

/// <summary>What happens while an operation is executed.</summary>
public sealed partial class TraceRecorder
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    public void Allocated(int number, int location, int words, bool zeroed, ObjectState state)
    {
        while (_objects.Count <= number)
        {
            _objects.Add(default);
        }

        _objects[number] = new KnownObject(words, location, state.Generation);
        _inUse += new Tally(1, words);
        if (_finalizerDepth == 0 && _lines.Count > 0)
        {
            AddBirth(_lines[^1].OperationIndex, new Birth(number, location) { Container = ContainerOf(_allocating) });
        }

        Add(string.Create(Invariant, $"#{number} {Names.At(location)}allocated ({Names.Count(words, "word")})"));
        inner.Allocated(number, location, words, zeroed, state);
    }

    /// <inheritdoc/>
    public void Refused(int words, int longestFreeRun)
    {
        Add(string.Create(Invariant, $"refused ({Names.Count(words, "word")})"));
        inner.Refused(words, longestFreeRun);
    }

    /// <inheritdoc/>
    public void Loaded(int number)
    {
        Add("loaded " + Names.Of(number));
        inner.Loaded(number);
    }

    /// <inheritdoc/>
    public void Released(int number)
    {
        if (_lines.Count == 0)
        {
            Add(Names.Of(number) + " freed");
        }
        else
        {
            _lines[^1].Freed.Add(number);
        }

        if (number > 0 && number < _objects.Count)
        {
            _inUse += new Tally(-1, -_objects[number].Words);
        }

        inner.Released(number);
    }

    /// <summary>Walks show where objects are found; what is garbage by then is of no interest.</summary>
    public void Relocated(int number, int location) => inner.Relocated(number, location);

    /// <inheritdoc/>
    public void CycleStarted()
    {
        Add("cycle begins");
        inner.CycleStarted();
    }

    /// <inheritdoc/>
    public void MarkingEnded()
    {
        Add("marking ends");
        inner.MarkingEnded();
    }

    /// <inheritdoc/>
    public void Condemned(int number) => inner.Condemned(number);

    /// <inheritdoc/>
    public void Paused(long accesses) => inner.Paused(accesses);

    /// <inheritdoc/>
    public void Collected(in CollectionSummary summary)
    {
        string kind = summary.IsFull ? "full collection"
            : _promises.Generations <= 2 ? "minor collection"
            : string.Create(Invariant, $"collection of generation {summary.Generation}");
        string reason = summary.Reason switch
        {
            CollectionReason.Requested => "requested",
            CollectionReason.Threshold => "threshold",
            _ => "heap exhausted",
        };

        // Where counting frees between collections, a summary includes that.
        string since = _promises.Immediate ? "freed since the last: " : "freed ";
        Add($"{kind} ({reason}): {since}{Names.Amount(summary.Freed.Total)}");
        Add($"in use: {Names.Amount(_inUse)}");
        inner.Collected(summary);
    }

    /// <inheritdoc/>
    public void Aged(int number, ObjectState state)
    {
        if (number > 0 && number < _objects.Count)
        {
            KnownObject known = _objects[number];
            if (state.Generation > known.Generation)
            {
                string where = _promises.Generations > 2 ? string.Create(Invariant, $" to generation {state.Generation}") : "";
                Add($"{Names.Of(number)} promoted{where}");
            }

            _objects[number] = known with { Generation = state.Generation };
        }

        inner.Aged(number, state);
    }

    /// <inheritdoc/>
    public void WeakCleared(int number)
    {
        Add($"{Names.Of(number)} cleared");
        inner.WeakCleared(number);
    }

    /// <inheritdoc/>
    public void FinalizerPending(int number)
    {
        Add($"finalizer of {Names.Of(number)} pending");
        inner.FinalizerPending(number);
    }

    /// <inheritdoc/>
    public void FinalizerStarted(int number)
    {
        Add($"finalizer of {Names.Of(number)} begins");
        _finalizerDepth++;
        inner.FinalizerStarted(number);
    }

    /// <inheritdoc/>
    public void FinalizerEnded()
    {
        Add("finalizer ends");
        _finalizerDepth--;
        inner.FinalizerEnded();
    }

    /// <inheritdoc/>
    public void Uncollectable(int number)
    {
        Add($"{Names.Of(number)} listed as uncollectable");
        inner.Uncollectable(number);
    }

    /// <inheritdoc/>
    public void WalkStarted() => inner.WalkStarted();

    /// <inheritdoc/>
    public void RootSeen(int position, int number) => inner.RootSeen(position, number);

    /// <inheritdoc/>
    public void ObjectSeen(in ObjectView view)
    {
        if (view.Number > 0 && view.Number < _objects.Count)
        {
            KnownObject known = _objects[view.Number];
            if (view.Location != known.Location)
            {
                Add(string.Create(Invariant, $"{Names.Of(view.Number)} moved @{known.Location} -> @{view.Location}"));
                _objects[view.Number] = known with { Location = view.Location };
            }
        }

        inner.ObjectSeen(view);
    }

    /// <inheritdoc/>
    public void WalkEnded(int occupiedWords) => inner.WalkEnded(occupiedWords);

    /// <inheritdoc/>
    public void Faulted(SubjectFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Add("fault: " + fault.Message);
        inner.Faulted(fault);
    }

    private string? ContainerOf(Shape shape) =>
        _promises.Containers.Length > 1 ? _promises.Containers[shape.Container % _promises.Containers.Length] : null;

    private void AddBirth(int index, Birth birth)
    {
        if (index >= _program.Body.Length)
        {
            return;
        }

        while (_births.Count <= index)
        {
            _births.Add(null);
        }

        (_births[index] ??= ImmutableArray.CreateBuilder<Birth>()).Add(birth);
    }
}
