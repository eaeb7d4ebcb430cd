using System.Collections.Immutable;
using GcVerify.Mutator;
using GcVerify.Reporting.Layout;

namespace GcVerify.Reporting.Html;

/// <summary>A box of a picture: a root, or an object with a row for each field that is drawn.</summary>
/// <param name="Slot">The root; of an object, a slot that it holds.</param>
/// <param name="Shape">The shape of the object.</param>
/// <param name="Rows">The fields that have rows, in order; what comes after the last has none.</param>
/// <param name="Size">Width and height.</param>
internal sealed record PictureBox(Slot Slot, Shape Shape, ImmutableArray<int> Rows, Box Size)
{
    /// <summary>How high a row is.</summary>
    public const int RowHeight = 18;

    private const int ObjectWidth = 138, TitleHeight = 44, RootHeight = 28, CharacterWidth = 8, MostRows = 8;

    /// <summary>The object's number, 0 of a root.</summary>
    public int Number => Slot.Holder;

    /// <summary>The box of a root.</summary>
    public static PictureBox OfRoot(Slot slot) =>
        new(slot, default, [], new Box(20 + (CharacterWidth * slot.ToString().Length), RootHeight, IsSource: true));

    /// <summary>The box of an object.</summary>
    /// <param name="one">The object.</param>
    /// <param name="used">Fields that ever hold something.</param>
    public static PictureBox OfObject(HeapObject one, IReadOnlySet<int> used)
    {
        IEnumerable<int> fields = Enumerable.Range(0, one.Shape.Fields);
        int[] rows = [.. (one.Shape.Fields <= MostRows ? fields : fields.Where(used.Contains)).Take(MostRows)];
        int height = Math.Max(TitleHeight, RowHeight * rows.Length);
        return new PictureBox(Slot.Of(one.Number, 0), one.Shape, [.. rows], new Box(ObjectWidth, height, IsSource: false));
    }

    /// <summary>How far below the top a reference begins.</summary>
    public int RowMiddle(Slot slot)
    {
        if (Number == 0 || Rows.IsEmpty)
        {
            return Size.Height / 2;
        }

        int row = Rows.IndexOf(slot.Field);
        return ((row < 0 ? Rows.Length - 1 : row) * Size.Height / Rows.Length) + (Size.Height / Rows.Length / 2);
    }
}

/// <summary>
/// One picture for all steps of a run: a box for whatever is drawn in any of them, a line for every reference that ever is. So a thing keeps
/// its place from step to step.
/// </summary>
internal sealed class UnionPicture
{
    /// <summary>Objects drawn at most.</summary>
    public const int MostObjects = 120;

    private readonly Dictionary<Slot, int> _roots = [];
    private readonly Dictionary<int, int> _objects = [];
    private readonly Dictionary<Reference, int> _lines = [];

    private UnionPicture(ImmutableArray<PictureBox> boxes, ImmutableArray<Reference> lines)
    {
        Boxes = boxes;
        Lines = lines;
        for (int i = 0; i < boxes.Length; i++)
        {
            if (boxes[i].Number == 0)
            {
                _roots.Add(boxes[i].Slot, i);
            }
            else
            {
                _objects.Add(boxes[i].Number, i);
            }
        }

        for (int i = 0; i < lines.Length; i++)
        {
            _lines.Add(lines[i], i);
        }

        Link[] links = [.. lines.Select(line => new Link(BoxOf(line.Slot), _objects[line.Target]))];
        Layout = LayeredLayout.Of([.. boxes.Select(box => box.Size)], links);
        Paths = [.. lines.Select((line, i) => LinePath.Of(this, links[i], line.Slot, Layout.Passings[i]))];
    }

    /// <summary>The boxes: roots, then objects by their numbers.</summary>
    public ImmutableArray<PictureBox> Boxes { get; }

    /// <summary>The references.</summary>
    public ImmutableArray<Reference> Lines { get; }

    /// <summary>Where the boxes are.</summary>
    public GraphLayout Layout { get; }

    /// <summary>The path of each line, in the language of SVG.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>Draws moments.</summary>
    public static UnionPicture Of(ImmutableArray<HeapMoment> moments)
    {
        var lines = new List<Reference>();
        var known = new HashSet<Reference>();
        var roots = new List<Slot>();
        var objects = new SortedDictionary<int, HeapObject>();
        foreach (HeapMoment moment in moments)
        {
            foreach (HeapObject one in Drawn.Objects(moment))
            {
                objects[one.Number] = one;
            }

            foreach (Reference reference in Drawn.References(moment).Concat(Drawn.Found(moment)))
            {
                if (known.Add(reference))
                {
                    lines.Add(reference);
                }

                if (reference.Slot.IsRoot && !roots.Contains(reference.Slot))
                {
                    roots.Add(reference.Slot);
                }
            }
        }

        // A weak reference may refer to what was freed some steps ago: that is not drawn, nor what refers to it.
        lines.RemoveAll(line => !objects.ContainsKey(line.Target) || (!line.Slot.IsRoot && !objects.ContainsKey(line.Slot.Holder)));
        ILookup<int, int> used = lines.Where(line => !line.Slot.IsRoot).ToLookup(line => line.Slot.Holder, line => line.Slot.Field);
        IEnumerable<PictureBox> rootBoxes = roots
            .OrderBy(slot => slot.Root.IsNone ? 1 : slot.Root.IsGlobal ? 0 : 2).ThenBy(slot => slot.Depth).ThenBy(slot => slot.Root.Index)
            .Select(PictureBox.OfRoot);
        IEnumerable<PictureBox> objectBoxes = objects.Values.Select(one => PictureBox.OfObject(one, used[one.Number].ToHashSet()));
        return new UnionPicture([.. rootBoxes, .. objectBoxes], [.. lines]);
    }

    /// <summary>The box of the root, or of the object that holds the slot; -1 if it has none.</summary>
    public int BoxOf(Slot slot) => slot.IsRoot ? _roots.GetValueOrDefault(slot, -1) : BoxOf(slot.Holder);

    /// <summary>The box of an object, -1 if it has none.</summary>
    public int BoxOf(int number) => _objects.GetValueOrDefault(number, -1);

    /// <summary>The line of a reference, -1 if it has none.</summary>
    public int LineOf(Reference reference) => _lines.GetValueOrDefault(reference, -1);
}
