using System.Collections.Immutable;
using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// All canonical programs of new, assign, clear, load, store, move and full collection (where asked for, also minor collection, step, weak references, ephemerons and objects with an empty finalizer), shorter
/// ones first, in an order that never changes. A program is canonical if
/// <list type="bullet">
/// <item>it takes roots into use in the order r0, r1, ..., reading an operation's operands from left to right;</item>
/// <item>it names no field that the object there does not have;</item>
/// <item>no operation meets null, or writes null over null: it would do nothing;</item>
/// <item>null is written by <c>r0 = null</c> and <c>r0.0 = null</c> only, not by copying, storing, loading or moving a null.</item>
/// </list>
/// Every other program has the effect of a canonical one that is no longer, up to the order of the roots. What stores a reference over itself stays:
/// collectors have failed at that. A weak reference counts as not null as long as it may not be.
/// </summary>
public sealed class Enumeration
{
    private readonly EnumerationBounds _bounds;
    private readonly ImmutableArray<Operation> _alphabet;
    private readonly ImmutableArray<FinalizerBody> _finalizers;
    private readonly EnumerationState[] _states;
    private readonly int[] _choices;
    private int _length;
    private int _depth;

    /// <summary>Starts before the first program.</summary>
    public Enumeration(EnumerationBounds bounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bounds.MaximumOperations, 1, nameof(bounds));
        ArgumentOutOfRangeException.ThrowIfLessThan(bounds.Roots, 1, nameof(bounds));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bounds.Roots, Limits.Locals, nameof(bounds));
        _bounds = bounds;
        _alphabet = EnumerationAlphabet.Of(bounds);
        _finalizers = bounds.Finalizers ? [new FinalizerBody(FinalizerWriter.NameOf(0), 1, [])] : [];
        _choices = new int[bounds.MaximumOperations];
        _states = new EnumerationState[bounds.MaximumOperations + 1];
        int mostFields = bounds.Shapes.IsDefaultOrEmpty ? 0 : bounds.Shapes.Max(shape => shape.Fields);
        mostFields = bounds.WeakReferences ? Math.Max(mostFields, Shape.KeyAndValue.Fields) : mostFields;
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i] = new EnumerationState(bounds.Roots, bounds.MaximumOperations, mostFields);
        }

        Restart();
    }

    /// <summary>Goes back to before the first program.</summary>
    public void Restart() => BeginLength(1);

    /// <summary>Writes the next program into <paramref name="into"/>; false if there is none, or none left.</summary>
    public bool MoveNext(ProgramBuffer into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (!Advance())
        {
            return false;
        }

        into.Clear();
        into.Locals = Math.Max(1, _states[_length].UsedRoots);
        into.Finalizers = _finalizers;
        foreach (int choice in _choices.AsSpan(0, _length))
        {
            into.Add(_alphabet[choice]);
        }

        return true;
    }

    /// <summary>How many programs there are. Goes through all of them, which takes a fraction of the time that running them takes.</summary>
    public long Count()
    {
        var counter = new Enumeration(_bounds);
        long count = 0;
        while (counter.Advance())
        {
            count++;
        }

        return count;
    }

    private void BeginLength(int length)
    {
        _length = length;
        _depth = 0;
        _choices[0] = -1;
    }

    /// <summary>Goes to the next program, depth first: <c>_states[i]</c> is what the first i operations lead to.</summary>
    private bool Advance()
    {
        while (_length <= _bounds.MaximumOperations)
        {
            while (_depth >= 0)
            {
                if (!NextChoice())
                {
                    _depth--;
                }
                else if (_depth == _length - 1)
                {
                    return true;
                }
                else
                {
                    _choices[++_depth] = -1;
                }
            }

            if (_length == _bounds.MaximumOperations)
            {
                return false;
            }

            BeginLength(_length + 1);
        }

        return false;
    }

    /// <summary>Replaces the operation at the current depth by the next one that is canonical there.</summary>
    private bool NextChoice()
    {
        EnumerationState before = _states[_depth];
        for (int choice = _choices[_depth] + 1; choice < _alphabet.Length; choice++)
        {
            if (before.Permits(_alphabet[choice]))
            {
                _choices[_depth] = choice;
                _states[_depth + 1].Become(before, _alphabet[choice]);
                return true;
            }
        }

        return false;
    }
}
