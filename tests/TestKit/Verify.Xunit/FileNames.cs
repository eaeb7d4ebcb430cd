using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace VerifyTests;

/// <summary>The name of a snapshot: everything before <c>.verified.</c> and <c>.received.</c>.</summary>
internal static class FileNames
{
    // The same on every system, so that a snapshot approved on one is found on another.
    private const string forbidden = "\"\\<>|:*?/";

    internal static string Prefix(MethodInfo test, VerifySettings settings)
    {
        settings.RejectContradictions();
        if (settings.FileName is not null)
            return settings.FileName;
        var type = test.ReflectedType!;
        var typeName = type.DeclaringType is { } outer ? $"{outer.Name}.{type.Name}" : type.Name;
        return $"{typeName}.{settings.MethodName ?? test.Name}{Parameters(test, settings)}";
    }

    internal static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var bad = name.IndexOfAny(Path.GetInvalidFileNameChars());
        return bad < 0 ? name : throw new ArgumentException($"\"{name}\" cannot be part of a file's name: it contains '{name[bad]}'.");
    }

    private static string Parameters(MethodInfo test, VerifySettings settings)
    {
        if (settings.TextForParameters is { } text)
            return $"_{text}";
        if (settings.Parameters is not { } values)
            return "";
        var parameters = test.GetParameters();
        if (values.Length > parameters.Length)
            throw new InvalidOperationException(
                $"UseParameters was given {values.Length} values, but {test.Name} has {parameters.Length} parameters.");
        return string.Concat(parameters.Zip(values, (parameter, value) => $"_{parameter.Name}={Text(value, nested: false)}"));
    }

    private static string Text(object? value, bool nested) => value switch
    {
        null => "null",
        string text => Cleaned(text),
        IEnumerable items => Text(items, nested),
        _ => Cleaned(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static string Text(IEnumerable items, bool nested)
    {
        var texts = items.Cast<object?>().Select(item => Text(item, nested: true)).ToArray();
        var joined = string.Join(',', texts);
        return nested || texts.Length == 0 ? $"[{joined}]" : joined;
    }

    private static string Cleaned(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var character in text)
            cleaned.Append(character < ' ' || forbidden.Contains(character) ? '-' : character);
        return cleaned.ToString();
    }
}
