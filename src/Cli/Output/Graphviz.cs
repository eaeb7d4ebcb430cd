using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GcVerify.Cli.Output;

/// <summary>Pictures through graphviz's <c>dot</c>, if it is installed.</summary>
internal static class Graphviz
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Renders a graph; null if that cannot be done.</summary>
    /// <param name="dot">The graph in the language of graphviz.</param>
    /// <param name="format">A format that <c>dot -T</c> takes.</param>
    /// <param name="reason">Why it cannot be done, and what can.</param>
    public static byte[]? Render(string dot, string format, out string reason)
    {
        var start = new ProcessStartInfo("dot")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.ArgumentList.Add("-T" + format);
        try
        {
            using Process process = Process.Start(start)!;
            return Exchange(process, dot, out reason);
        }
        catch (Win32Exception)
        {
            reason = $"'{format}' is drawn by graphviz, whose 'dot' is not on the search path: install the package 'graphviz', "
                + "or take '--format dot' or '--format mermaid'";
            return null;
        }
    }

    private static byte[]? Exchange(Process process, string dot, out string reason)
    {
        using var output = new MemoryStream();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        try
        {
            process.StandardInput.Write(dot);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it read everything: its exit code and what it said tell why.
        }

        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            reason = $"graphviz's 'dot' did not end within {Longest.TotalMinutes} minutes; choose a smaller part of the graph";
            return null;
        }

        copying.Wait();
        string said = error.Result.Trim().Split('\n')[0];
        reason = process.ExitCode == 0 ? "" : $"graphviz's 'dot' failed with exit code {process.ExitCode}: {Catalog.Quoted(said)}";
        return process.ExitCode == 0 ? output.ToArray() : null;
    }
}
