using System.Runtime.InteropServices;
using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>
/// A collector in a shared library that is loaded into this process, so that a request costs a call and no text. A crash of it ends this
/// process, and what it overwrites is this process's: what is found so is to be found again in a process of the library's own before it is
/// believed. Its runs take turns, on any thread.
/// </summary>
public sealed class LoadedLibrary
{
    private readonly RunFunction _run;

    private LoadedLibrary(RunFunction run, AdapterHello hello)
    {
        _run = run;
        Hello = hello;
    }

    private delegate nint OpenFunction(int count, nint[] arguments);

    private delegate nint RunFunction(ref int request, nuint count, out nuint length);

    /// <summary>What it said of itself.</summary>
    internal AdapterHello Hello { get; }

    /// <summary>Held during a run: a library has one state.</summary>
    internal Lock Turn { get; } = new();

    /// <summary>
    /// Loads a library into this process; null if it must not be used here, because its collector is conservative: it would take what is
    /// left over on this process's stacks for references.
    /// </summary>
    /// <exception cref="AdapterException">It cannot be loaded, or does not start.</exception>
    public static LoadedLibrary? Open(string path, IEnumerable<string> arguments)
    {
        nint library = LibraryFile.Load(path);
        nint[] words = LibraryFile.ToNative(path, arguments);
        string? hello = Marshal.PtrToStringUTF8(
            LibraryFile.Import<OpenFunction>(library, path, "gcv_library_open")(words.Length - 1, words));
        var loaded = new LoadedLibrary(
            LibraryFile.Import<RunFunction>(library, path, "gcv_library_run"),
            hello is null ? throw LibraryFile.Unusable(path, "it does not start with these arguments") : AdapterHello.Parse(hello));
        return loaded.Hello.Promises.Conservative ? null : loaded;
    }

    /// <summary>Makes a subject. All subjects of a library share it.</summary>
    public ISubject CreateSubject() => new LibrarySubject(this);

    /// <summary>Has a batch run, and adds its log to the reply.</summary>
    /// <exception cref="AdapterException">It refuses the batch.</exception>
    internal void Run(Batch batch, List<int> request, AdapterReply reply)
    {
        Write(batch, request);
        nint log = _run(ref MemoryMarshal.GetReference(CollectionsMarshal.AsSpan(request)), (nuint)request.Count, out nuint length);
        if (log == 0)
        {
            throw new AdapterException(AdapterFailure.Protocol, "it refuses a request to run operations that it has promised");
        }

        reply.Append(log, (int)length);
    }

    /// <summary>As <c>gcv_library_run</c> is given it.</summary>
    private static void Write(Batch batch, List<int> request)
    {
        request.Clear();
        int globals = batch.Finalizers.IsEmpty ? 0 : batch.Program.Globals;
        request.AddRange([batch.Slots, globals, batch.HasMore ? 1 : 0, batch.Finalizers.Length]);
        foreach (FinalizerBatch finalizer in batch.Finalizers)
        {
            request.Add(finalizer.Numbers.Length);
        }

        foreach (FinalizerBatch finalizer in batch.Finalizers)
        {
            request.AddRange(finalizer.Numbers.AsSpan());
        }

        request.AddRange(batch.Numbers);
    }
}
