namespace GcVerify.Adapters;

/// <summary>Runtimes that run an adapter from its source, each the only one of its language.</summary>
internal static class ScriptRuntimes
{
    public static IEnumerable<RuntimeEntry> All { get; } =
    [
        new()
        {
            Name = "node",
            Summary = "V8: generational, marks and compacts",
            Executables = ["node", "nodejs"],
            Packages = "nodejs",

            // The code of the optimizing compiler keeps objects for longer than the program does. One thread: a collection is small.
            Arguments = ["--expose-gc", "--no-opt", "--single-threaded-gc"],
            Adapter = AdapterForm.File("node/gcverify_adapter.js"),
            Modes = [new("parallel", "many threads of the collector") { RuntimeArguments = ["--no-single-threaded-gc"] }],
            Options =
            [
                new("--gc-interval=50", "a collection after so many allocations"),
                new("--stress-compaction", "full collections move as much as they can"),
                new("--stress-scavenge=50", "minor collections when the nursery is so full, in percent"),
                new("--stress-marking=50", "marking begins when the heap is so full, in percent"),
            ],
        },
        new()
        {
            Name = "perl",
            Summary = "Perl: reference counting alone",
            Executables = ["perl"],
            Packages = "perl",
            Adapter = AdapterForm.File("perl/gcverify_adapter.pl"),
        },
        new()
        {
            Name = "php",
            Summary = "PHP: reference counting and a cycle collector",
            Executables = ["php"],
            Packages = "php-cli",
            Adapter = AdapterForm.File("php/gcverify_adapter.php"),
        },
        new()
        {
            Name = "ruby",
            Summary = "Ruby: generational mark-sweep, conservative stack",
            Executables = ["ruby"],
            Packages = "ruby",
            Arguments = ["--disable-gems"],
            Adapter = AdapterForm.File("ruby/gcverify_adapter.rb"),
            Modes =
            [
                new("compact", "full collections move objects") { AdapterArguments = ["--mode", "compact"] },
                new("stress", "each allocation collects while collection is automatic") { AdapterArguments = ["--mode", "stress"] },
            ],
        },
    ];
}
