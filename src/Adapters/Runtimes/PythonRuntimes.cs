namespace GcVerify.Adapters;

/// <summary>Runtimes of Python.</summary>
internal static class PythonRuntimes
{
    public static IEnumerable<RuntimeEntry> All { get; } =
    [
        new()
        {
            Name = "python3",
            Summary = "CPython: reference counting and a cycle collector",
            Executables = ["python3"],
            Packages = "python3",

            // Isolated from the user's settings and packages, so that the same objects are there everywhere.
            Arguments = ["-I", "-S"],
            Adapter = AdapterForm.Argument("python/gcverify_adapter.py", "-c"),
        },
    ];
}
