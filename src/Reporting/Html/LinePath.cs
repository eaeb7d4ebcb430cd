using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GcVerify.Reporting.Layout;

namespace GcVerify.Reporting.Html;

/// <summary>
/// The path of a line in the language of SVG: from the right edge of a box to the left edge of another; to the lower edge of one that lies
/// to the left, to the upper edge of the box itself.
/// </summary>
internal static class LinePath
{
    private const int Bow = 34, Below = 13, Tip = 2;

    public static string Of(UnionPicture picture, Link link, Slot slot, ImmutableArray<Point> passings)
    {
        PictureBox from = picture.Boxes[link.From], to = picture.Boxes[link.To];
        Point a = picture.Layout.Places[link.From], b = picture.Layout.Places[link.To];
        var begin = new Point(a.X + from.Size.Width, a.Y + from.RowMiddle(slot));
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{begin.X} {begin.Y}"));
        if (link.From == link.To)
        {
            int x = begin.X - 30;
            Curve(path, new(begin.X + Bow, begin.Y), new(x, a.Y - Bow), new(x, a.Y - Tip));
        }
        else if (b.X > a.X)
        {
            Point last = begin;
            foreach (Point next in passings.Add(new Point(b.X - Tip, b.Y + (to.Size.Height / 2))))
            {
                Across(path, last, next);
                last = next;
            }
        }
        else
        {
            var last = new Point(a.X + (from.Size.Width / 2), a.Y + from.Size.Height + Below);
            Curve(path, new(begin.X + Bow, begin.Y), new(begin.X + Bow, last.Y), last);
            foreach (Point next in passings)
            {
                Across(path, last, next);
                last = next;
            }

            var end = new Point(b.X + (to.Size.Width / 2), b.Y + to.Size.Height + Tip);
            Curve(path, new((last.X + end.X) / 2, last.Y), new(end.X, Math.Max(last.Y, end.Y + Below)), end);
        }

        return path.ToString();
    }

    /// <summary>Leaves and arrives horizontally.</summary>
    private static void Across(StringBuilder path, Point last, Point next)
    {
        int middle = (last.X + next.X) / 2;
        Curve(path, new(middle, last.Y), new(middle, next.Y), next);
    }

    private static void Curve(StringBuilder path, Point leaving, Point arriving, Point end) =>
        path.Append(CultureInfo.InvariantCulture, $"C{leaving.X} {leaving.Y} {arriving.X} {arriving.Y} {end.X} {end.Y}");
}
