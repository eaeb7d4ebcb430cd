using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GcVerify.Adapters;

/// <summary>
/// The folders in which adapters are prepared, one for each form of each: made under another name and renamed when all is there, so that
/// any number of processes may prepare the same at the same time.
/// </summary>
internal static class AdapterFolder
{
    private const int QuotedLines = 20;

    /// <summary>Writes and builds what is not there yet.</summary>
    /// <param name="entry">Whose adapter it is.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <param name="place">What its commands are made of; the folder is found here.</param>
    /// <param name="limit">The time for each command that builds it.</param>
    /// <param name="root">Where the folders are; null: the user's folder for what can be made again.</param>
    /// <returns>The words of the command that starts the adapter.</returns>
    /// <exception cref="AdapterException">It cannot be written, or not be built within the time.</exception>
    public static ImmutableArray<string> Prepare(
        RuntimeEntry entry, string name, AdapterPlace place, TimeSpan limit, string? root = null)
    {
        AdapterForm form = entry.Adapter;
        if (form.Files.IsEmpty)
        {
            return form.Start(place);
        }

        try
        {
            string folder = Path.Combine(root ?? Root(), $"{entry.Name}-{KeyOf(form, place)}");
            if (!Directory.Exists(folder))
            {
                Make(entry, name, place, folder, limit);
            }

            return form.Start(place with { Folder = folder });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AdapterException(AdapterFailure.Setup, $"{name}: the adapter cannot be written to a file: {e.Message}", e);
        }
    }

    private static void Make(RuntimeEntry entry, string name, AdapterPlace place, string folder, TimeSpan limit)
    {
        string unfinished = $"{folder}.{Environment.ProcessId}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(unfinished);
        try
        {
            foreach (string file in entry.Adapter.Files)
            {
                string path = Path.Combine(unfinished, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, AdapterResource.Read(file));
            }

            foreach (ImmutableArray<string> step in entry.Adapter.Steps(place with { Folder = unfinished }))
            {
                Build(entry, name, step, unfinished, limit);
            }

            Directory.Move(unfinished, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was sooner, with the same result.
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static void Build(RuntimeEntry entry, string name, ImmutableArray<string> step, string folder, TimeSpan limit)
    {
        ToolRun run = ToolRun.Run(step, folder, limit, entry.Environment);
        if (run.ExitCode == 0)
        {
            return;
        }

        string end = run.ExitCode is int code ? string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}")
            : string.Create(CultureInfo.InvariantCulture, $"did not end within {limit.TotalSeconds:0.#} seconds");
        string[] lines = run.Output.Trim().Split('\n');
        string said = run.Output.Trim().Length == 0 ? "; it said nothing"
            : "; it said:\n  " + string.Join("\n  ", lines.Take(QuotedLines)) + (lines.Length > QuotedLines ? "\n  ..." : "");
        throw new AdapterException(
            AdapterFailure.Setup,
            $"{name}: the adapter cannot be built: '{string.Join(' ', step)}' {end}{said}\nOn Debian: apt-get install {entry.Packages}");
    }

    /// <summary>Changes with the files, with the commands, and with the version of the executable if it builds something.</summary>
    private static string KeyOf(AdapterForm form, AdapterPlace place)
    {
        var text = new StringBuilder();
        foreach (string file in form.Files)
        {
            text.Append(file).Append('\0').Append(AdapterResource.Read(file)).Append('\0');
        }

        ImmutableArray<ImmutableArray<string>> steps = form.Steps(place with { Folder = "." });
        if (!steps.IsEmpty)
        {
            text.AppendJoin('\0', steps.SelectMany(step => step)).Append('\0');
            text.Append(ToolRun.Run([place.Executable, .. form.VersionArguments], null, ToolRun.Short).Output);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>The user's folder for what can be made again.</summary>
    private static string Root()
    {
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string root = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.IsPathFullyQualified(cache ?? "") ? cache!
            : home.Length > 0 ? Path.Combine(home, OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache")
            : throw new IOException("there is no home directory, and XDG_CACHE_HOME names no other folder");
        return Directory.CreateDirectory(Path.Combine(root, "gcverify", "adapters")).FullName;
    }
}
