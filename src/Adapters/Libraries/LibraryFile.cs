using System.Runtime.InteropServices;

namespace GcVerify.Adapters;

/// <summary>
/// A collector as a shared library that <c>gcverify.h</c> was compiled into with <c>GCVERIFY_LIBRARY</c>. What is loaded stays loaded.
/// </summary>
public static class LibraryFile
{
    private static readonly string[] Endings = [".so", ".dylib", ".dll"];

    private delegate int MainFunction(int count, nint[] arguments);

    /// <summary>Whether a word of a command names a library, by its ending, which a version may follow: <c>libgc.so.1</c>.</summary>
    public static bool IsNamedBy(string word)
    {
        string name = Path.GetFileName(word).TrimEnd([.. "0123456789."]);
        return Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Speaks the protocol on the streams of this process until its input ends, as the adapter does that the library would be as a program.
    /// </summary>
    /// <param name="path">The library.</param>
    /// <param name="arguments">The arguments of its <c>main</c>.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="AdapterException">It cannot be loaded, or is no collector for this.</exception>
    public static int Run(string path, IEnumerable<string> arguments)
    {
        nint[] words = ToNative(path, arguments);
        return Import<MainFunction>(Load(path), path, "gcv_library_main")(words.Length - 1, words);
    }

    /// <summary>The full path of a library.</summary>
    /// <exception cref="AdapterException">There is no such file.</exception>
    public static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        return File.Exists(full) ? full
            : throw Unusable(
                path, Directory.Exists(full) ? $"'{path}' is a directory, expected a shared library" : $"'{path}': no such file");
    }

    /// <summary>Loads it.</summary>
    /// <exception cref="AdapterException">There is no such file, or it is no library for this machine.</exception>
    internal static nint Load(string path)
    {
        string full = Resolve(path);
        try
        {
            return NativeLibrary.Load(full);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            string[] reasons = e.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            string? own = Array.FindLast(reasons, reason => reason.Contains(full, StringComparison.Ordinal));
            throw Unusable(path, "it cannot be loaded: " + (own ?? reasons[0]));
        }
    }

    /// <summary>A function of it.</summary>
    /// <exception cref="AdapterException">It has no such function.</exception>
    internal static TFunction Import<TFunction>(nint library, string path, string name)
        where TFunction : Delegate => NativeLibrary.TryGetExport(library, name, out nint function)
            ? Marshal.GetDelegateForFunctionPointer<TFunction>(function)
            : throw Unusable(path, $"it has no function {name}; compile gcverify.h with -DGCVERIFY_LIBRARY -shared -fPIC");

    /// <summary>What <c>main</c> gets as <c>argv</c>, with the null at its end; never freed, as <c>main</c> may keep it.</summary>
    internal static nint[] ToNative(string path, IEnumerable<string> arguments) =>
        [.. arguments.Prepend(path).Select(Marshal.StringToCoTaskMemUTF8), 0];

    /// <summary>That it cannot be used, and why.</summary>
    internal static AdapterException Unusable(string path, string reason) =>
        new(AdapterFailure.Setup, $"{Path.GetFileName(path)}: {reason}");
}
