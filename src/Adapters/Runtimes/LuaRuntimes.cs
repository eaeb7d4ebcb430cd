namespace GcVerify.Adapters;

/// <summary>Runtimes of Lua, one for each version, since the collectors differ.</summary>
internal static class LuaRuntimes
{
    public static IEnumerable<RuntimeEntry> All { get; } =
    [
        Lua("lua5.1", "Lua 5.1: incremental"),
        Lua("lua5.2", "Lua 5.2: incremental"),
        Lua("lua5.3", "Lua 5.3: incremental"),
        Lua("lua5.4", "Lua 5.4: incremental or generational") with
        {
            Modes = [new("generational", "young objects first, by barriers") { AdapterArguments = ["--mode", "generational"] }],
        },

        // Traces keep what they are specialized to for longer than the program does.
        Lua("luajit", "LuaJIT 2.1: incremental") with
        {
            Arguments = ["-joff"],
            Modes = [new("jit", "with its compiler, whose traces keep objects") { RuntimeArguments = ["-jon"] }],
        },
    ];

    private static RuntimeEntry Lua(string name, string summary) => new()
    {
        Name = name,
        Summary = summary,
        Executables = [name],
        Packages = name,
        Adapter = AdapterForm.File("lua/gcverify_adapter.lua"),
    };
}
