namespace GcVerify.Adapters;

/// <summary>OCaml, compiled to native code.</summary>
internal static class OCamlRuntimes
{
    private const string Adapter = "ocaml/gcverify_adapter.ml";

    public static IEnumerable<RuntimeEntry> All { get; } =
    [
        new()
        {
            Name = "ocaml",
            Summary = "OCaml: copying nursery, incremental mark and sweep",
            Executables = ["ocamlopt"],
            Packages = "ocaml gcc libc6-dev",
            Adapter = new AdapterForm
            {
                Files = [Adapter],
                VersionArguments = ["-version"],

                // From OCaml 5 on the library has a folder of its own.
                Steps = place =>
                    [[place.Executable, .. place.Arguments, "-I", "+unix", "unix.cmxa", place.PathOf(Adapter), "-o", place.PathOf("adapter")]],
                Start = place => [place.PathOf("adapter")],
            },
        },
    ];
}
