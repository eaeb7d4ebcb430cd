namespace GcVerify.Adapters;

/// <summary>Collectors with a C interface, through <c>adapters/c/gcverify.h</c>.</summary>
internal static class NativeRuntimes
{
    public static IEnumerable<RuntimeEntry> All { get; } =
    [
        new()
        {
            Name = "boehm",
            Summary = "Boehm-Demers-Weiser: conservative mark and sweep, for C",
            Executables = ["cc", "gcc", "clang"],
            Packages = "gcc libc6-dev libgc-dev",
            Probe = ["-fsyntax-only", "-include", "gc.h", "-x", "c", "/dev/null"],
            Adapter = new AdapterForm
            {
                Files = ["c/boehm.c", "c/gcverify.h"],
                Steps = place => [[place.Executable, .. place.Arguments, "-O2", "-o", place.PathOf("adapter"), place.PathOf("c/boehm.c"), "-lgc"]],
                Start = place => [place.PathOf("adapter")],
            },
        },
    ];
}
