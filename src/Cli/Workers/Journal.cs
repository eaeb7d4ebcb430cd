using System.IO.MemoryMappedFiles;

namespace GcVerify.Cli.Workers;

/// <summary>
/// Where a worker process stands, in memory that it shares with the process that watches it: what is written here is there even if
/// the worker
/// dies the moment after.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>The program of a thread that has none.</summary>
    public const long None = -1;

    private const int CollectorAt = 0;
    private const int ReportingAt = 1;
    private const int DoneAt = 2;
    private const int ViolationsAt = 3;
    private const int OperationAt = 4;
    private const int ThreadsAt = 5;
    private const int WordsPerThread = 2;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private Journal(MemoryMappedFile file, int threads)
    {
        _file = file;
        Threads = threads;
        _view = file.CreateViewAccessor(0, Size(threads));
    }

    /// <summary>Threads that it has room for.</summary>
    public int Threads { get; }

    /// <summary>Which collector of the order is being verified.</summary>
    public long Collector
    {
        get => Read(CollectorAt);
        set => Write(CollectorAt, value);
    }

    /// <summary>Whether what was found is being made smaller.</summary>
    public bool Reporting
    {
        get => Read(ReportingAt) != 0;
        set => Write(ReportingAt, value ? 1 : 0);
    }

    /// <summary>Programs that have been run on this collector.</summary>
    public long Done
    {
        get => Read(DoneAt);
        set => Write(DoneAt, value);
    }

    /// <summary>Programs that broke a law.</summary>
    public long Violations
    {
        get => Read(ViolationsAt);
        set => Write(ViolationsAt, value);
    }

    /// <summary>The operation that was begun last, where one program is run by itself, or <see cref="None"/>.</summary>
    public long Operation
    {
        get => Read(OperationAt);
        set => Write(OperationAt, value);
    }

    /// <summary>The program that a thread runs, or <see cref="None"/>.</summary>
    public long ProgramOf(int thread) => Read(ThreadsAt + (WordsPerThread * thread));

    /// <summary>A number that changes as long as a thread makes progress.</summary>
    public long BeatsOf(int thread) => Read(ThreadsAt + (WordsPerThread * thread) + 1);

    /// <summary>A thread turns to a program.</summary>
    public void Turn(int thread, long program)
    {
        Write(ThreadsAt + (WordsPerThread * thread), program);
        Beat(thread);
    }

    /// <summary>A thread makes progress; only that thread may say so.</summary>
    public void Beat(int thread) => Write(ThreadsAt + (WordsPerThread * thread) + 1, unchecked(BeatsOf(thread) + 1));

    /// <summary>Makes a new one, in a file that goes away with it.</summary>
    public static Journal Create(string path, int threads)
    {
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        });
        stream.SetLength(Size(threads));
        var journal = new Journal(Map(stream), threads) { Operation = None };
        for (int i = 0; i < threads; i++)
        {
            journal.Turn(i, None);
        }

        return journal;
    }

    /// <summary>Opens one that is there.</summary>
    public static Journal Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsWindows())
        {
            // Both have it open now; without a name it goes away with them, however they end.
            File.Delete(path);
        }

        return new Journal(Map(stream), (int)((stream.Length / sizeof(long)) - ThreadsAt) / WordsPerThread);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static MemoryMappedFile Map(FileStream stream) =>
        MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);

    private static long Size(int threads) => sizeof(long) * (ThreadsAt + ((long)WordsPerThread * threads));

    private long Read(int index) => _view.ReadInt64(sizeof(long) * index);

    private void Write(int index, long value) => _view.Write(sizeof(long) * index, value);
}
