namespace GcVerify.Adapters;

/// <summary>The runtimes that GcVerify has adapters for.</summary>
public static class RuntimeCatalog
{
    /// <summary>All of them, in the order of their names, installed or not.</summary>
    public static IReadOnlyList<RuntimeEntry> All { get; } = InOrder(
        DotNetRuntimes.All,
        JavaRuntimes.All,
        LuaRuntimes.All,
        NativeRuntimes.All,
        OCamlRuntimes.All,
        PythonRuntimes.All,
        ScriptRuntimes.All);

    /// <summary>The runtime of this name, or null.</summary>
    public static RuntimeEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);

    /// <summary>The runtime and the mode that <c>NAME</c> or <c>NAME:MODE</c> names, or null.</summary>
    public static RuntimeChoice? Choose(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split(':', 2);
        return Find(parts[0]) is not { } entry ? null
            : parts.Length == 1 ? new RuntimeChoice(entry)
            : entry.FindMode(parts[1]) is { } mode ? new RuntimeChoice(entry, mode) : null;
    }

    private static IReadOnlyList<RuntimeEntry> InOrder(params IEnumerable<RuntimeEntry>[] families) =>
        [.. families.SelectMany(family => family).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
}
