using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace GcVerify.Adapters;

/// <summary>What came of a tool that was run to its end, such as a compiler.</summary>
/// <param name="ExitCode">Its exit code; null if it did not end in time.</param>
/// <param name="Output">What it wrote to stdout, then to stderr.</param>
internal sealed record ToolRun(int? ExitCode, string Output)
{
    /// <summary>The time for a tool that only tells something.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(20);

    private const int CannotBeStarted = 127;

    /// <summary>Runs a tool.</summary>
    /// <param name="words">The executable and its arguments.</param>
    /// <param name="folder">Where it runs; null: here.</param>
    /// <param name="limit">When it is ended, with all that it has started.</param>
    /// <param name="environment">Further environment variables, or null.</param>
    public static ToolRun Run(
        ImmutableArray<string> words, string? folder, TimeSpan limit, ImmutableDictionary<string, string>? environment = null)
    {
        try
        {
            var command = new AdapterCommand(words[0], words[0], words[1..])
            {
                Folder = folder,
                Environment = environment ?? ImmutableDictionary<string, string>.Empty,
            };
            using Process process = ProcessGroup.Start(command);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            bool ended = process.WaitForExit(limit);
            if (!ended)
            {
                ProcessGroup.Kill(process);
            }

            Guardian.Forget(process.Id);

            // What a tool leaves running may hold its streams open, as servers of compilers do.
            bool complete = Task.WaitAll([output, error], TimeSpan.FromSeconds(1));
            return new ToolRun(ended ? process.ExitCode : null, complete ? output.Result + error.Result : "");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return new ToolRun(CannotBeStarted, e.Message);
        }
    }
}
