using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>Walks: the graph from the roots is the model's, number by number, field by field, word by word.</summary>
public sealed partial class Judge
{
    private int[] _seen = new int[64];
    private int _walk;

    /// <inheritdoc/>
    public void WalkStarted()
    {
        EndOperation();
        _statistics = _statistics with { Walks = _statistics.Walks + 1 };
        _walk++;
        if (_seen.Length < Model.NextNumber)
        {
            Array.Resize(ref _seen, Math.Max(Model.NextNumber, _seen.Length * 2));
        }
    }

    /// <inheritdoc/>
    public void RootSeen(int position, int number)
    {
        int expected = position < Model.RootCount ? Model.RootAt(position) : 0;
        if (number != expected && !Stopped)
        {
            string message = $"Root {(position < Model.RootCount ? Model.NameOfRoot(position) : "that should not be there")} does not lead where the mutator put it.";
            Break(Laws.RootsUpdated, expected, message, Name(expected), Name(number));
        }
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
            Break(Laws.Contents, number, string.Create(CultureInfo.InvariantCulture, $"An object carries the number {number}, which was never given."), "a number in use", Name(number));
            return;
        }

        if (_seen[number] == _walk)
        {
            Break(Laws.Identity, number, string.Create(CultureInfo.InvariantCulture, $"There are two objects #{number}: what was one object is reached in two places."), "one object", "two");
            return;
        }

        _seen[number] = _walk;
        JudgeContents(view);
        JudgeState(view);
    }

    /// <inheritdoc/>
    public void WalkEnded(int occupiedWords)
    {
        if (occupiedWords != ObjectState.Untold && occupiedWords != Model.PresentWords && Laws.Conservation.Applies(_promises))
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
        Shape expected = Model.ShapeOf(number) with { Finalizer = -1 };
        if (view.Shape != expected)
        {
            Break(Laws.Contents, number, string.Create(CultureInfo.InvariantCulture, $"The shape in the header of #{number} has changed."), Describe(expected), Describe(view.Shape));
            return;
        }

        ReadOnlySpan<int> fields = Model.FieldsOf(number);
        if (!fields.SequenceEqual(view.Fields))
        {
            JudgeField(number, fields.CommonPrefixLength(view.Fields), fields, view.Fields);
        }

        if (!view.ContentsIntact)
        {
            Break(Laws.Contents, number, string.Create(CultureInfo.InvariantCulture, $"The contents of #{number} are not intact."), "what was written", "something else");
        }

        for (int i = 0; i < view.RawWords.Length; i++)
        {
            if (view.RawWords[i] != Model.RawOf(number, i))
            {
                Break(
                    Laws.Contents,
                    number,
                    string.Create(CultureInfo.InvariantCulture, $"Raw word {i} of #{number} has changed."),
                    Model.RawOf(number, i).ToString(CultureInfo.InvariantCulture),
                    view.RawWords[i].ToString(CultureInfo.InvariantCulture));
                return;
            }
        }
    }

    private void JudgeField(int number, int field, ReadOnlySpan<int> expected, ReadOnlySpan<int> found)
    {
        bool dangling = found[field] == ObjectView.Dangling;
        Law law = dangling ? Laws.NoDanglingField : Laws.Isomorphism;
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
        && Model.GenerationBefore(holder, LastCollection) > Model.GenerationBefore(target, LastCollection);

    private void JudgeState(in ObjectView view)
    {
        int number = view.Number;
        if (!_promises.Moves && view.Location != 0 && Model.LocationOf(number) != view.Location)
        {
            Break(
                Laws.NotMoved,
                number,
                string.Create(CultureInfo.InvariantCulture, $"Object #{number} has moved, though the collector does not move objects."),
                string.Create(CultureInfo.InvariantCulture, $"@{Model.LocationOf(number)}"),
                string.Create(CultureInfo.InvariantCulture, $"@{view.Location}"));
        }

        Model.SetLocation(number, view.Location);
        if (_promises.Counts && view.State.Count != Model.InDegreeOf(number))
        {
            Break(
                Laws.Counts,
                number,
                string.Create(CultureInfo.InvariantCulture, $"The count of #{number} is not the number of references to it."),
                Model.InDegreeOf(number).ToString(CultureInfo.InvariantCulture),
                view.State.Count.ToString(CultureInfo.InvariantCulture));
        }

        if (Laws.Age.Applies(_promises) && view.State != Model.StateOf(number))
        {
            Break(
                Laws.Age,
                number,
                string.Create(CultureInfo.InvariantCulture, $"The generation or age of #{number} has changed without a collection of its generation."),
                Describe(Model.StateOf(number)),
                Describe(view.State));
        }
    }

    private static string Describe(Shape shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{shape.Fields} fields, {shape.RawWords} raw words, {shape.Kind}");

    private static string Describe(ObjectState state) =>
        string.Create(CultureInfo.InvariantCulture, $"generation {state.Generation}, age {state.Age}");
}
