using System.Globalization;
using System.Text;

namespace GcVerify.Reporting;

/// <summary>A trace as text, in columns: the operation's position in the program, the operation, what happened.</summary>
public static class TraceText
{
    private const int NumberWidth = 5;
    private const int NarrowestOperation = 12;
    private const int WidestOperation = 30;
    private const string Gap = "  ";

    /// <summary>Renders a trace within <see cref="TextLayout.Width"/> characters.</summary>
    public static string Render(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var text = new StringBuilder();
        int longest = trace.Lines.Select(line => Indented(line).Length).DefaultIfEmpty().Max();
        int operation = Math.Clamp(longest, NarrowestOperation, WidestOperation);
        bool epilogue = false;
        foreach (TraceLine line in trace.Lines)
        {
            if (line.Kind == TraceLineKind.Epilogue && !epilogue)
            {
                epilogue = true;
                text.Append("the collections at the end\n");
            }

            Append(text, line, operation);
        }

        return text.ToString();
    }

    private static string Indented(TraceLine line) => new string(' ', 2 * Math.Min(line.Depth, 6)) + line.Text;

    private static void Append(StringBuilder text, TraceLine line, int operationWidth)
    {
        string number = line.Kind == TraceLineKind.Operation ? (line.OperationIndex + 1).ToString(CultureInfo.InvariantCulture) : "";
        string operation = Indented(line);
        int width = TextLayout.Width - NumberWidth - operationWidth - (2 * Gap.Length);
        string[] events = [.. line.Events.SelectMany(what => Wrapped(what, width))];
        if (events.Length == 0 || operation.Length > operationWidth)
        {
            text.Append(number.PadLeft(NumberWidth) + Gap + operation).Append('\n');
            number = "";
            operation = "";
        }

        foreach (string what in events)
        {
            text.Append(number.PadLeft(NumberWidth) + Gap + operation.PadRight(operationWidth) + Gap + what).Append('\n');
            number = "";
            operation = "";
        }
    }

    /// <summary>The further lines of an event are indented, so that it is not taken for two.</summary>
    private static IEnumerable<string> Wrapped(string what, int width) =>
        TextLayout.Wrap(what, width - 2).Select((part, i) => i == 0 ? part : "  " + part);
}
