using System.Collections.Immutable;
using System.Diagnostics;
using GcVerify.Adapters;

namespace GcVerify.AdapterTests;

/// <summary>The collector in <c>Native/generational.c</c>, compiled when it is first asked for, in a directory that goes with this.</summary>
public sealed class NativeCollector : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gcverify-native-");
    private readonly Lazy<string> _executable;

    public NativeCollector() => _executable = new Lazy<string>(() => Compile("generational", ["-std=c99", "-O2"]));

    /// <summary>The compiler of C; null if there is none.</summary>
    public static string? FindCompiler() => ExecutablePath.Find("cc");

    /// <summary>The compiler of C++; null if there is none.</summary>
    public static string? FindCompilerOfCpp() => ExecutablePath.Find("c++");

    /// <summary>Compiles it with options, and says where it is then.</summary>
    public string Compile(string name, params IEnumerable<string> options)
    {
        string output = Path.Combine(_directory.FullName, name), header = Path.Combine(_directory.FullName, "gcverify.h");
        File.WriteAllText(header, AdapterResource.Read("c/gcverify.h"));
        string source = Path.Combine(AppContext.BaseDirectory, "Native", "generational.c");
        ToolRun run = ToolRun.Run([FindCompiler()!, "-I", _directory.FullName, .. options, "-o", output, source], null, Limit);
        Assert.True(run.ExitCode == 0 && run.Output.Length == 0, run.Output);
        return output;
    }

    /// <summary>A pool of its processes.</summary>
    internal AdapterPool Open(AdapterLimits? limits, params ImmutableArray<string> arguments) =>
        new(new AdapterCommand("generational", _executable.Value, arguments), limits);

    /// <summary>What it says, from its hello to its end, to a few lines.</summary>
    internal string[] Talk(params string[] lines)
    {
        using Process process = ProcessGroup.Start(new AdapterCommand("generational", _executable.Value, []));
        foreach (string line in lines)
        {
            process.StandardInput.Write(line + "\n");
        }

        process.StandardInput.Close();
        string[] replies = process.StandardOutput.ReadToEnd().TrimEnd('\n').Split('\n');
        process.WaitForExit();
        return replies;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}

/// <summary>A test that needs a compiler of C. Where there is none, it is skipped and the reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute() => Skip = CompilerTheoryAttribute.Reason;
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompilerTheoryAttribute : TheoryAttribute
{
    public CompilerTheoryAttribute() => Skip = Reason;

    /// <summary>Why it is skipped; null if it is not.</summary>
    public static string? Reason =>
        NativeCollector.FindCompiler() is null ? "cc is not on the search path; on Debian: apt-get install gcc g++ libc6-dev" : null;
}

/// <summary>A test with data that needs a compiler of C++ too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompilerOfCppTheoryAttribute : TheoryAttribute
{
    public CompilerOfCppTheoryAttribute() => Skip = CompilerTheoryAttribute.Reason
        ?? (NativeCollector.FindCompilerOfCpp() is null ? "c++ is not on the search path; on Debian: apt-get install g++" : null);
}
