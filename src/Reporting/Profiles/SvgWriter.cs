using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>Writes the elements of a picture, an element a line, numbers with two places at most.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a picture with a name and a description for those who do not see it.</summary>
    public SvgWriter(int width, int height, string title, string description, string style)
    {
        string box = string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}");
        _text.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{box}\" role=\"img\" aria-labelledby=\"title desc\">\n");
        _text.Append($"  <title id=\"title\">{XmlText.Escape(title)}</title>\n");
        _text.Append($"  <desc id=\"desc\">{XmlText.Escape(description)}</desc>\n").Append(style);
    }

    /// <summary>A line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string attributes) =>
        Element("line", $"x1=\"{Of(x1)}\" y1=\"{Of(y1)}\" x2=\"{Of(x2)}\" y2=\"{Of(y2)}\" {attributes}");

    /// <summary>A filled rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string attributes) =>
        Element("rect", $"x=\"{Of(x)}\" y=\"{Of(y)}\" width=\"{Of(width)}\" height=\"{Of(height)}\" {attributes}");

    /// <summary>A path.</summary>
    public void Path(string data, string attributes) => Element("path", $"d=\"{data}\" {attributes}");

    /// <summary>A text.</summary>
    public void Text(double x, double y, string text, string attributes = "") =>
        _text.Append($"  <text x=\"{Of(x)}\" y=\"{Of(y)}\"{(attributes.Length > 0 ? " " : "")}{attributes}>{XmlText.Escape(text)}</text>\n");

    /// <summary>A number.</summary>
    public static string Of(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Ends the picture and yields it.</summary>
    public string Finish() => _text.Append("</svg>\n").ToString();

    private void Element(string name, string attributes) => _text.Append($"  <{name} {attributes}/>\n");
}
