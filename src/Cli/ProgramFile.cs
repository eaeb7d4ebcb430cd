using System.Collections.Immutable;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Cli;

/// <summary>A program as a user gave it: its text and what to call the file.</summary>
internal sealed record ProgramFile(string Name, string Text, MutatorProgram Program)
{
    /// <summary>What standard input is called.</summary>
    public const string StandardInput = "(standard input)";

    /// <summary>Reads a program from a file, or from standard input if the path is <c>-</c>.</summary>
    /// <exception cref="UsageException">It cannot be read, or is no program.</exception>
    public static ProgramFile Read(string path)
    {
        string name = path == "-" ? StandardInput : path;
        string text = path == "-" ? ReadStandardInput() : ReadFile(path);
        return ProgramParser.TryParse(text, name, out MutatorProgram? program, out ImmutableArray<ProgramError> errors)
            ? new ProgramFile(name, text, program)
            : throw new UsageException(string.Join('\n', errors).Replace("\n", "\ngcverify: ", StringComparison.Ordinal));
    }

    private static string ReadStandardInput()
    {
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string ReadFile(string path)
    {
        string name = Catalog.Quoted(path);
        try
        {
            return Directory.Exists(path)
                ? throw new UsageException($"{name}: is a directory, expected a program (.gcp)")
                : File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException(name.StartsWith("--", StringComparison.Ordinal)
                ? $"{name}: there is no such option, and no such file"
                : $"{name}: no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{name}: permission denied");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{name}: cannot be read: {e.Message}");
        }
    }
}
