namespace GcVerify.Adapters;

/// <summary>The JVM, and its collectors as modes.</summary>
internal static class JavaRuntimes
{
    private const string Folder = "java", Adapter = "GcVerifyAdapter";

    public static IEnumerable<RuntimeEntry> All { get; } =
    [
        new()
        {
            Name = "java",
            Summary = "JVM: Serial, Parallel, G1, ZGC, Shenandoah",
            Executables = ["java"],
            Packages = "openjdk-17-jdk-headless",

            // The compiler is a module that only a development kit has.
            Probe = ["--describe-module", "jdk.compiler"],
            Arguments = ["-Xmx1g", "-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"],
            Adapter = new AdapterForm
            {
                Files = [$"{Folder}/{Adapter}.java"],
                Steps = place =>
                    [[place.Executable, "-m", "jdk.compiler/com.sun.tools.javac.Main", "-d", place.Folder, place.PathOf($"{Folder}/{Adapter}.java")]],

                // What a JVM says when it crashes goes to its stdout, whatever its options: that is our stderr.
                Start = place =>
                [
                    "/bin/sh", "-c", "exec \"$@\" 3>&1 1>&2", "sh",
                    place.Executable, .. place.Arguments, "-cp", place.Folder, Adapter, "--replies", "/dev/fd/3",
                ],
            },
            Modes =
            [
                Mode("serial", "generational, stops the program, one thread", "-XX:+UseSerialGC"),
                Mode("parallel", "generational, stops the program, many threads", "-XX:+UseParallelGC"),
                Mode("g1", "generational regions, marks beside the program", "-XX:+UseG1GC"),
                Mode("zgc", "marks and moves beside the program, coloured pointers", "-XX:+UseZGC"),
                Mode("shenandoah", "marks and moves beside the program, forwarding pointers", "-XX:+UseShenandoahGC"),
            ],
            Options =
            [
                new("-XX:+UnlockDiagnosticVMOptions", "permits the options that verify"),
                new("-XX:+VerifyBeforeGC", "the heap is verified before each collection (slow)"),
                new("-XX:+VerifyAfterGC", "the heap is verified after each collection (slow)"),
                new("-Xmn1m", "a small young generation: many minor collections"),
                new("-Xint", "no compiled code"),
            ],
        },
    ];

    private static RuntimeMode Mode(string name, string summary, string argument) => new(name, summary) { RuntimeArguments = [argument] };
}
