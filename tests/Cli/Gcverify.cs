using System.Diagnostics;
using System.Reflection;

namespace GcVerify.CliTests;

/// <summary>What a process left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of both.</summary>
    public IEnumerable<string> Lines => (Output + Error).Split('\n');

    /// <summary>Standard output with one blank wherever there are blanks and line ends.</summary>
    public string Unwrapped => string.Join(' ', Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The real process, in a directory of its own that goes away.</summary>
internal sealed class Gcverify : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public Gcverify() => Directory = System.IO.Directory.CreateTempSubdirectory("gcverify-test-").FullName;

    /// <summary>The directory in which it runs.</summary>
    public string Directory { get; }

    /// <summary>The path of a file of the repository.</summary>
    public static string InRepository(string path) => Path.Combine(Metadata("RepositoryPath"), path);

    /// <summary>Runs it once, piped, in a directory that nobody needs afterwards.</summary>
    public static Outcome Run(params string[] arguments)
    {
        using var gcverify = new Gcverify();
        return gcverify.Do(arguments);
    }

    /// <summary>Copies an example into the directory.</summary>
    public string TakeExample(string name)
    {
        File.Copy(InRepository(Path.Combine("examples", name)), Path.Combine(Directory, name));
        return name;
    }

    /// <summary>Writes a file into the directory.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Directory, name), text);
        return name;
    }

    /// <summary>Runs it to its end, piped.</summary>
    public Outcome Do(params string[] arguments) => Do("", [], arguments);

    /// <summary>Runs it to its end, piped, with this standard input and these variables.</summary>
    public Outcome Do(string input, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        using Process process = Start(environment, arguments);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Finish(process);
    }

    /// <summary>Starts it.</summary>
    public Process Start(IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Metadata("GcVerifyPath"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("NO_COLOR");
        start.Environment["TERM"] = "xterm-256color";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for its end.</summary>
    public static Outcome Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"gcverify did not end within {Longest}.");
        }

        return new Outcome(process.ExitCode, output.Result, error.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
