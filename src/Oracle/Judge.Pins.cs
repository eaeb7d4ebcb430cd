using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Pinned objects of a collector that moves others. Only walks and allocations tell where an object lies: for one that is pinned later,
/// the next walk does, unless nothing can have moved since the last one.
/// </summary>
public sealed partial class Judge
{
    private const int NotSeenYet = 0;

    /// <summary>Where each pinned object lies.</summary>
    private readonly Dictionary<int, int> _pins = [];

    private bool _pinsApply;
    private long _collectionsAtWalk;
    private int _firstSinceCollection;

    private void ResetPins()
    {
        _pins.Clear();
        Model.Immortals.Clear();
        _collectionsAtWalk = 0;
        _firstSinceCollection = 1;
    }

    /// <summary>Follows the operations <c>pin</c> and <c>unpin</c>.</summary>
    private void NotePins()
    {
        if (!_pinsApply || _operation.Kind is not (OperationKind.Pin or OperationKind.Unpin))
        {
            return;
        }

        int number = Model.HandleAt(_operation.RootAt(0));
        if (_operation.Kind == OperationKind.Unpin)
        {
            _pins.Remove(number);
        }
        else if (number != 0 && _pins.GetValueOrDefault(number, NotSeenYet) == NotSeenYet)
        {
            _pins[number] = LiesWhereSeen(number) ? Model.LocationOf(number) : NotSeenYet;
        }
    }

    /// <summary>Whether the object, which a root holds, cannot have moved since its location was told.</summary>
    private bool LiesWhereSeen(int number) =>
        !_promises.Incremental && (number >= _firstSinceCollection || (_collections == _collectionsAtWalk && _seen[number] == _walk));

    /// <summary>A collection may have moved all that is not pinned.</summary>
    private void NoteMoves() => _firstSinceCollection = Model.NextNumber;

    private void NoteWalk() => _collectionsAtWalk = _collections;

    private void ForgetPin(int number)
    {
        if (_pins.Count > 0)
        {
            _pins.Remove(number);
        }
    }

    private void JudgePin(int number, int location)
    {
        if (!_pins.TryGetValue(number, out int pinnedAt))
        {
            return;
        }

        if (pinnedAt == NotSeenYet)
        {
            _pins[number] = location;
        }
        else if (pinnedAt != location && location != 0)
        {
            MovedWhilePinned(number, pinnedAt, location);
        }
    }

    private void MovedWhilePinned(int number, int pinnedAt, int location) => Break(
        Laws.NotMoved,
        number,
        string.Create(CultureInfo.InvariantCulture, $"Object #{number} has moved, though it is pinned."),
        string.Create(CultureInfo.InvariantCulture, $"@{pinnedAt}"),
        string.Create(CultureInfo.InvariantCulture, $"@{location}"));

    /// <summary>
    /// Whether free words may lie apart: where a collection that could have taken place compacts, only between pinned objects.
    /// </summary>
    private bool MayHaveGaps(bool collectable) => !_promises.Compacts || !collectable || _pins.Count > 0;
}
