using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Walks: the graph from the roots is the model's, number by number, field by field, word by word.</summary>
public sealed partial class Judge
{
    private int[] _seen = new int[64];
    private (int Walk, int Count)[] _rootReferences = [];
    private int _walk;

    /// <inheritdoc/>
    public void WalkStarted()
    {
        EndOperation();
        _walks++;
        NoteWalk();
        _walk++;
        if (_seen.Length < Model.NextNumber)
        {
            Array.Resize(ref _seen, Math.Max(Model.NextNumber, _seen.Length * 2));
        }

        if (_promises.Counts == CountedReferences.FromObjects)
        {
            CountRootReferences();
        }

        BeginColours();
    }

    /// <inheritdoc/>
    public void RootSeen(int position, int number)
    {
        int expected = position < Model.RootCount ? Model.RootAt(position) : 0;
        if (number != expected && !Stopped)
        {
            WrongRoot(position, expected, number);
        }
    }

    private void WrongRoot(int position, int expected, int found)
    {
        string message = $"Root {(position < Model.RootCount ? Model.NameOfRoot(position) : "that should not be there")} does not lead where the mutator put it.";
        Break(Laws.RootsUpdated, expected, message, Name(expected), Name(found));
    }

    /// <inheritdoc/>
    public void ObjectSeen(in ObjectView view)
    {
        if (Stopped)
        {
            return;
        }

        int number = view.Number;
        if (!Model.IsKnown(number))
        {
            NumberNeverGiven(number);
            return;
        }

        if (_seen[number] == _walk)
        {
            SeenTwice(number);
            return;
        }

        _seen[number] = _walk;
        if (!Model.Agrees(view))
        {
            JudgeContents(view);
        }

        JudgeState(view);
    }

    private void NumberNeverGiven(int number) => Break(
        Laws.Contents, number, string.Create(CultureInfo.InvariantCulture, $"An object carries the number {number}, which was never given."), "a number in use", Name(number));

    private void SeenTwice(int number) => Break(
        Laws.Identity, number, string.Create(CultureInfo.InvariantCulture, $"There are two objects #{number}: what was one object is reached in two places."), "one object", "two");

    /// <inheritdoc/>
    public void WalkEnded(int occupiedWords)
    {
        if (_whiteSeen)
        {
            JudgeEdges();
        }

        if (occupiedWords != ObjectState.Untold && occupiedWords != Model.PresentWords && _conservationApplies)
        {
            Break(
                Laws.Conservation,
                0,
                "The words that objects occupy are not those allocated less those freed.",
                string.Create(CultureInfo.InvariantCulture, $"{Model.PresentWords} words"),
                string.Create(CultureInfo.InvariantCulture, $"{occupiedWords} words"));
        }
    }

    private void JudgeContents(in ObjectView view)
    {
        int number = view.Number;
        Shape expected = Model.ShapeOf(number), found = view.Shape;
        if (found.Kind != expected.Kind || found.Fields != expected.Fields || found.RawWords != expected.RawWords || found.Finalizer != -1)
        {
            WrongShape(number, expected, found);
            return;
        }

        ReadOnlySpan<int> fields = Model.FieldsOf(number);
        if (!fields.SequenceEqual(view.Fields))
        {
            JudgeField(number, fields.CommonPrefixLength(view.Fields), fields, view.Fields);
        }

        if (!view.ContentsIntact)
        {
            NotIntact(number);
        }

        for (int i = 0; i < view.RawWords.Length; i++)
        {
            if (view.RawWords[i] != Model.RawOf(number, i))
            {
                WrongRawWord(number, i, view.RawWords[i]);
                return;
            }
        }
    }

    private void WrongShape(int number, Shape expected, Shape found) => Break(
        Laws.Contents, number, string.Create(CultureInfo.InvariantCulture, $"The shape in the header of #{number} has changed."), Describe(expected), Describe(found));

    private void NotIntact(int number) => Break(
        Laws.Contents, number, string.Create(CultureInfo.InvariantCulture, $"The contents of #{number} are not intact."), "what was written", "something else");

    private void WrongRawWord(int number, int index, long found) => Break(
        Laws.Contents,
        number,
        string.Create(CultureInfo.InvariantCulture, $"Raw word {index} of #{number} has changed."),
        Model.RawOf(number, index).ToString(CultureInfo.InvariantCulture),
        found.ToString(CultureInfo.InvariantCulture));

    private void JudgeField(int number, int field, ReadOnlySpan<int> expected, ReadOnlySpan<int> found)
    {
        bool dangling = found[field] == ObjectView.Dangling;
        bool weak = field < Model.WeakFieldsOf(number);
        Law law = dangling ? Laws.NoDanglingField : weak && found[field] == 0 ? Laws.WeakClearedOnlyIfDead : Laws.Isomorphism;
        if (dangling && weak && expected[field] != 0 && !Model.IsPresent(expected[field]))
        {
            law = Laws.WeakNeverYieldsDead;
        }

        if (dangling && WasOldToYoung(number, expected[field]))
        {
            law = Laws.RememberedSet;
        }

        Break(
            law,
            number,
            string.Create(CultureInfo.InvariantCulture, $"Field {field} of #{number} does not lead where the mutator stored it."),
            Name(expected[field]),
            dangling ? "an address where no object starts" : Name(found[field]));
    }

    /// <summary>Whether the remembered set of the last collection should have had this reference: if so, its loss is why it was not updated.</summary>
    private bool WasOldToYoung(int holder, int target) =>
        _promises.Generations > 1
        && target != 0
        && Model.GenerationBefore(holder, LastCollection) > _oldestYoungCollected
        && Model.GenerationBefore(target, LastCollection) <= _oldestYoungCollected;

    private void JudgeState(in ObjectView view)
    {
        int number = view.Number;
        if (!_promises.Moves && view.Location != 0 && Model.LocationOf(number) != view.Location)
        {
            Moved(number, view.Location);
        }

        if (_pins.Count > 0)
        {
            JudgePin(number, view.Location);
        }

        Model.SetLocation(number, view.Location);
        if (_promises.Counts != CountedReferences.None && view.State.Count != CountOf(number))
        {
            WrongCount(number, view.State.Count);
        }

        if (_promises.Colours)
        {
            SeeColour(number, view.State.Colour);
        }

        if (_agesApply && view.State != Model.StateOf(number))
        {
            AgeChanged(number, view.State);
        }
    }

    /// <summary>The references that are counted, of all that there are.</summary>
    private int CountOf(int number) =>
        Model.InDegreeOf(number) - (_promises.Counts == CountedReferences.FromObjects ? RootReferencesTo(number) : 0);

    private int RootReferencesTo(int number) => _rootReferences[number].Walk == _walk ? _rootReferences[number].Count : 0;

    private void CountRootReferences()
    {
        if (_rootReferences.Length < _seen.Length)
        {
            Array.Resize(ref _rootReferences, _seen.Length);
        }

        for (int i = 0; i < Model.RootCount; i++)
        {
            int number = Model.RootAt(i);
            _rootReferences[number] = (_walk, RootReferencesTo(number) + 1);
        }
    }

    private void Moved(int number, int location) => Break(
        Laws.NotMoved,
        number,
        string.Create(CultureInfo.InvariantCulture, $"Object #{number} has moved, though the collector does not move objects."),
        string.Create(CultureInfo.InvariantCulture, $"@{Model.LocationOf(number)}"),
        string.Create(CultureInfo.InvariantCulture, $"@{location}"));

    private void WrongCount(int number, int count) => Break(
        Laws.Counts,
        number,
        string.Create(CultureInfo.InvariantCulture, $"The count of #{number} is not the number of references to it."),
        CountOf(number).ToString(CultureInfo.InvariantCulture),
        count.ToString(CultureInfo.InvariantCulture));

    private void AgeChanged(int number, ObjectState found) => Break(
        Laws.Age,
        number,
        string.Create(CultureInfo.InvariantCulture, $"The generation or age of #{number} has changed without a collection of its generation."),
        Describe(Model.StateOf(number)),
        Describe(found));

    private static string Describe(Shape shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{shape.Fields} fields, {shape.RawWords} raw words, {shape.Kind}");

    private static string Describe(ObjectState state) =>
        string.Create(CultureInfo.InvariantCulture, $"generation {state.Generation}, age {state.Age}");
}
