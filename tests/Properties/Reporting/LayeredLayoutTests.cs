using FsCheck.Xunit;
using GcVerify.Generators;
using GcVerify.Reporting.Layout;

namespace GcVerify.Properties.Reporting;

public sealed class LayeredLayoutTests
{
    [Property]
    public void Boxes_lie_apart_whatever_the_links(ulong seed)
    {
        (Box[] boxes, Link[] links) = Graph(seed, cyclic: true);

        GraphLayout layout = LayeredLayout.Of(boxes, links);

        for (int i = 0; i < boxes.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                Assert.True(
                    layout.Places[i].X != layout.Places[k].X
                        || layout.Places[i].Y >= layout.Places[k].Y + boxes[k].Height
                        || layout.Places[k].Y >= layout.Places[i].Y + boxes[i].Height,
                    $"boxes {i} and {k} overlap");
            }
        }
    }

    [Property]
    public void Everything_lies_within_the_whole(ulong seed)
    {
        (Box[] boxes, Link[] links) = Graph(seed, cyclic: true);

        GraphLayout layout = LayeredLayout.Of(boxes, links);

        for (int i = 0; i < boxes.Length; i++)
        {
            Assert.InRange(layout.Places[i].X, 0, layout.Width - boxes[i].Width);
            Assert.InRange(layout.Places[i].Y, 0, layout.Height - boxes[i].Height);
        }
    }

    [Property]
    public void Without_cycles_every_link_leads_to_the_right(ulong seed)
    {
        (Box[] boxes, Link[] links) = Graph(seed, cyclic: false);

        GraphLayout layout = LayeredLayout.Of(boxes, links);

        Assert.All(links, link => Assert.True(layout.Places[link.To].X > layout.Places[link.From].X, $"{link} leads to the left"));
        Assert.All(boxes.Index(), box => Assert.Equal(box.Item.IsSource, layout.Places[box.Index].X == 0));
    }

    [Property]
    public void The_same_graph_has_the_same_layout(ulong seed)
    {
        (Box[] boxes, Link[] links) = Graph(seed, cyclic: true);

        GraphLayout one = LayeredLayout.Of(boxes, links), two = LayeredLayout.Of(boxes, links);

        Assert.Equal(one.Places.AsEnumerable(), two.Places);
        Assert.Equal(one.Passings.SelectMany(points => points), two.Passings.SelectMany(points => points));
    }

    [Fact]
    public void A_long_link_passes_each_column_between_clear_of_the_boxes_there()
    {
        Box[] boxes = [new(40, 20, true), new(40, 20, false), new(40, 20, false), new(40, 20, false)];

        GraphLayout layout = LayeredLayout.Of(boxes, [new(0, 1), new(1, 2), new(2, 3), new(0, 3)]);

        Point[] passings = [.. layout.Passings[3]];
        Assert.Equal(2, passings.Length);
        Assert.All(passings.Zip([1, 2]), pair => Assert.False(
            pair.First.Y >= layout.Places[pair.Second].Y && pair.First.Y <= layout.Places[pair.Second].Y + 20, "it passes through a box"));
    }

    [Fact]
    public void Links_that_need_not_cross_do_not()
    {
        Box box = new(40, 20, false), source = box with { IsSource = true };

        var graph = new LayeredGraph([source, source, source, box, box, box], [new(0, 5), new(1, 3), new(2, 4)]);
        long before = Ordering.Crossings(graph);
        Ordering.Apply(graph);

        Assert.Equal((2, 0), (before, Ordering.Crossings(graph)));
    }

    [Fact]
    public void A_list_of_a_thousand_objects_takes_no_recursion()
    {
        Box[] boxes = [.. Enumerable.Range(0, 1000).Select(i => new Box(40, 20, i == 0))];

        GraphLayout layout = LayeredLayout.Of(boxes, [.. Enumerable.Range(1, 999).Select(i => new Link(i - 1, i))]);

        Assert.Equal(999 * (40 + LayeredLayout.ColumnGap), layout.Places[999].X);
    }

    [Fact]
    public void Nothing_has_no_extent() => Assert.Equal((0, 0), (LayeredLayout.Of([], []).Width, LayeredLayout.Of([], []).Height));

    private static (Box[] Boxes, Link[] Links) Graph(ulong seed, bool cyclic)
    {
        var random = new SeededRandom(seed);
        int sources = 1 + random.Below(3), boxes = sources + 1 + random.Below(12);
        var links = new HashSet<Link>();
        for (int i = random.Below(2 * boxes); i > 0; i--)
        {
            int from = random.Below(boxes), to = sources + random.Below(boxes - sources);
            if (cyclic || from < to)
            {
                links.Add(new Link(from, to));
            }
        }

        IEnumerable<Box> sizes = Enumerable.Range(0, boxes).Select(i => new Box(60 + random.Below(60), 20 + random.Below(80), i < sources));
        return ([.. sizes], [.. links]);
    }
}
