using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>Where an adapter is prepared: what its commands are made of.</summary>
/// <param name="Executable">The executable of the runtime, or the compiler.</param>
/// <param name="Arguments">Its arguments: what it always has, those of the mode, and what the user gave.</param>
/// <param name="Folder">Where the files of the adapter are, and where what is built is to be put; empty if it has no files.</param>
public sealed record AdapterPlace(string Executable, ImmutableArray<string> Arguments, string Folder)
{
    /// <summary>A file of the adapter, or one that is built, by its path below the folder.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);
}

/// <summary>
/// How an adapter whose source is a resource of this assembly is made to run. Its files are written into a folder, once, together with what
/// the <see cref="Steps"/> build there; that folder is kept as long as neither the files nor the commands nor the compiler change.
/// </summary>
public sealed record AdapterForm
{
    /// <summary>The files that it needs, by their paths below <c>adapters</c> in the repository; they have the same below the folder.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>
    /// The commands that build it, each a list of words, run one after the other in the folder. What they build must still work
    /// when the folder is renamed.
    /// </summary>
    public Func<AdapterPlace, ImmutableArray<ImmutableArray<string>>> Steps { get; init; } = _ => [];

    /// <summary>The words of the command that starts it, to which the adapter's own arguments are added.</summary>
    public required Func<AdapterPlace, ImmutableArray<string>> Start { get; init; }

    /// <summary>Arguments with which the executable tells its version; used only if there are <see cref="Steps"/>.</summary>
    public ImmutableArray<string> VersionArguments { get; init; } = ["--version"];

    /// <summary>One whose source is an argument of the executable: <c>python3 -c SOURCE</c>.</summary>
    /// <param name="file">The path of the source below <c>adapters</c>.</param>
    /// <param name="option">The option before it.</param>
    public static AdapterForm Argument(string file, string option) => new()
    {
        Start = place => [place.Executable, .. place.Arguments, option, AdapterResource.Read(file)],
    };

    /// <summary>One whose source is a file that the executable runs: <c>node FILE</c>.</summary>
    /// <param name="file">The path of the source below <c>adapters</c>.</param>
    public static AdapterForm File(string file) => new()
    {
        Files = [file],
        Start = place => [place.Executable, .. place.Arguments, place.PathOf(file)],
    };
}
