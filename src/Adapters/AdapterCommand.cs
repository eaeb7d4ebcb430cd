using System.Collections.Immutable;

namespace GcVerify.Adapters;

/// <summary>How an adapter is started.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record AdapterCommand(string Name, string FileName, ImmutableArray<string> Arguments)
{
    /// <summary>Environment variables that it has beside those of this process.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Megabytes of data that each of its processes may have, as <c>RLIMIT_DATA</c> of Linux counts them: private memory that can be
    /// written, used or not; null: no limit. An allocation beyond that fails.
    /// </summary>
    public int? MemoryMegabytes { get; init; }

    /// <summary>The folder in which it runs; null: that of this process.</summary>
    public string? Folder { get; init; }

    /// <summary>The command of a command line: what has no slash is looked up on the search path.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="words">The executable and its arguments; one word at least.</param>
    /// <exception cref="AdapterException">There is no such executable.</exception>
    public static AdapterCommand FromWords(string name, ImmutableArray<string> words) =>
        new(name, ExecutablePath.Resolve(name, words[0]), words[1..]);

    /// <summary>The same with further arguments.</summary>
    public AdapterCommand With(IEnumerable<string> arguments) => this with { Arguments = [.. Arguments, .. arguments] };
}

/// <summary>How long an adapter may take, and how much it may say.</summary>
public sealed record AdapterLimits
{
    /// <summary>For each command that builds an adapter, before the first is started.</summary>
    public TimeSpan Preparation { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Until it has said hello.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For any batch.</summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>In the place of <see cref="Batch"/> once a program has hung in two processes: that it can hang is known then.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>More for each operation of a batch and each object that its walks visit.</summary>
    public TimeSpan Operation { get; init; } = TimeSpan.FromMicroseconds(100);

    /// <summary>Bytes of one reply at most.</summary>
    public int LineBytes { get; init; } = 1 << 29;

    /// <summary>The time for a batch of so much work.</summary>
    internal TimeSpan For(long work, bool again) => (again && Again < Batch ? Again : Batch) + (work * Operation);
}
