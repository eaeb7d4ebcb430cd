using System.Text;
using System.Text.Json;

namespace GcVerify.Reporting.Html;

/// <summary>JSON that can stand in a script element: with the default encoder no angle bracket is left in it.</summary>
internal static class ReportJson
{
    public static string Write(Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            content(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
