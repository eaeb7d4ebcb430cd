using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Immortal objects: where a collector promises them, they are live as roots are, and so is what they reach; elsewhere they are plain
/// objects.
/// </summary>
public sealed partial class Judge
{
    /// <summary>Whether the object is one that must never be released.</summary>
    private bool IsImmortal(int number) => _promises.Immortals && Model.ShapeOf(number).Kind == ObjectKind.Immortal;

    /// <summary>A new object may be immortal, or pinned from its birth.</summary>
    private void NoteKind(int number)
    {
        if (IsImmortal(number))
        {
            Model.Immortals.Add(number);
        }
        else if (_pinsApply && Model.ShapeOf(number).Kind == ObjectKind.Pinned)
        {
            _pins[number] = Model.LocationOf(number);
        }
    }
}
