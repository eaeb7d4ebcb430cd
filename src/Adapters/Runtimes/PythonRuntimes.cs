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
        new()
        {
            Name = "pypy3",
            Summary = "PyPy: generational, marks in slices",
            Executables = ["pypy3"],
            Packages = "pypy3",
            Arguments = ["-I", "-S"],
            Adapter = AdapterForm.File("pypy/gcverify_adapter.py"),
            Modes = [new("shared", "weakref.ref itself, which an object has one of") { AdapterArguments = ["--mode", "shared"] }],
        },
    ];
}
