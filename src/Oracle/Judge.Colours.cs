using System.Globalization;
using GcVerify.Mutator;

namespace GcVerify.Oracle;

/// <summary>
/// Colours, as the collector tells them: whether its view is true shows in what it releases. Edges are judged in walks, at a cost only
/// where something is white.
/// </summary>
public sealed partial class Judge
{
    private readonly List<int> _blackSeen = [];
    private Colour[] _colours = [];
    private bool _whiteSeen;

    /// <summary>Whether an object that is released alive was lost by marking, while the mutator ran.</summary>
    private bool LostByMarking(int number) => Interleaved && IsCondemned(number);

    private bool IsCondemned(int number) => _markingEnded && number < _condemnedIn.Length && _condemnedIn[number] == _cycle;

    private void BeginColours()
    {
        _blackSeen.Clear();
        _whiteSeen = false;
        if (_colours.Length < _seen.Length)
        {
            Array.Resize(ref _colours, _seen.Length);
        }
    }

    private void SeeColour(int number, Colour colour)
    {
        bool marking = _underWay && !_markingEnded;
        if (colour == Colour.Unknown || (colour == Colour.Grey && !marking))
        {
            IllegalColour(number, colour);
        }

        if (_underWay && _markingEnded && colour == Colour.White)
        {
            WhiteAfterMarking(number);
        }

        if (marking && _promises.StrongInvariant)
        {
            _colours[number] = colour;
            _whiteSeen |= colour == Colour.White;
            if (colour == Colour.Black)
            {
                _blackSeen.Add(number);
            }
        }
    }

    private void JudgeEdges()
    {
        foreach (int holder in _blackSeen)
        {
            ReadOnlySpan<int> fields = Model.FieldsOf(holder);
            for (int i = Model.WeakSlotsOf(holder); i < fields.Length; i++)
            {
                if (fields[i] != 0 && _seen[fields[i]] == _walk && _colours[fields[i]] == Colour.White)
                {
                    BlackToWhite(holder, i, fields[i]);
                    return;
                }
            }
        }
    }

    /// <summary>At the end of a collection: what was white at the end of marking, and nothing else, has been released.</summary>
    private void JudgeCondemned()
    {
        if (_releasedUncondemned != 0)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture, $"Object #{_releasedUncondemned} was not white when marking ended, but is freed.");
            Break(Laws.ColourLegal, _releasedUncondemned, message, "kept", "freed");
        }

        foreach (int number in _condemned)
        {
            if (Model.IsPresent(number))
            {
                string message = string.Create(
                    CultureInfo.InvariantCulture, $"Object #{number} was white when marking ended, but is not freed.");
                Break(Laws.ColourLegal, number, message, "freed", "kept");
                return;
            }
        }
    }

    private void IllegalColour(int number, Colour colour) => Break(
        Laws.ColourLegal,
        number,
        string.Create(CultureInfo.InvariantCulture, $"Object #{number} is {Name(colour)} while no marking is under way."),
        "white or black",
        Name(colour));

    private void WhiteAfterMarking(int number) => Break(
        Laws.Tricolour,
        number,
        string.Create(CultureInfo.InvariantCulture, $"Marking has ended, but object #{number}, which is reachable, is white."),
        "black",
        "white");

    private void BlackToWhite(int holder, int field, int target) => Break(
        Laws.Tricolour,
        target,
        string.Create(CultureInfo.InvariantCulture, $"Field {field} of #{holder}, which is black, refers to #{target}, which is white."),
        "a grey or black object",
        "a white one");

    private static string Name(Colour colour) => colour switch
    {
        Colour.White => "white",
        Colour.Grey => "grey",
        Colour.Black => "black",
        _ => "of no colour",
    };
}
