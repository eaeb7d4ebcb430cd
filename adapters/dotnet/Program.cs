// GcVerify adapter for .NET: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout.
//
// What is promised, and why:
//   complete      GC.Collect() with blocking: true is a full collection, and returns when it is over.
//   generations   GC.Collect(0) and (1) collect the younger generations.
//   raw           Raw words are shown as they are in memory.
//   weak          Field 0 of a weak reference is a weak handle.
//   finalizers    They get the object, but in another thread: that only puts it into a queue.
//   clears-first  Weak handles (short ones) are cleared before an object is finalized.
// Not promised: ephemerons, as a dependent handle (what ConditionalWeakTable is made of) keeps the value while the key is live, and with it
// the ephemeron itself if the value leads there; deaths and clearings in the operation that causes them, as .NET collects when it likes.
//
// A death is seen by a long weak reference to each object, which follows it through its finalizer. Containers of an abstract object:
// array, instance, array of structures, list, dictionary. --fault leak|early|crash|hang breaks this program on purpose.
using System.Buffers.Text;
using System.Globalization;
using System.Text;

int at = Array.IndexOf(args, "--fault");
var mutator = new Mutator(at >= 0 && at + 1 < args.Length ? args[at + 1] : "");
using Stream input = new BufferedStream(Console.OpenStandardInput(), 1 << 16), output = Console.OpenStandardOutput();
Console.SetOut(Console.Error);
long deadline = long.MaxValue;
using var watchdog = new Timer(
    _ =>
    {
        if (Environment.TickCount64 > Volatile.Read(ref deadline))
        {
            Environment.FailFast("the time of the request is over");
        }
    },
    null,
    1000,
    1000);
Send("{"
    + $"\"type\":\"hello\",\"proto\":1,\"runtime\":\".NET {Environment.Version}\",\"class\":\"complete\",\"generations\":3,"
    + "\"caps\":[\"raw\",\"weak\",\"finalizers\",\"clears-first\"],"
    + "\"containers\":[\"array\",\"instance\",\"structs\",\"list\",\"dictionary\"]}");
bool goesOn = false;
var line = new byte[1 << 16];
while (ReadLine() is int length and >= 0)
{
    var request = new Request(line.AsMemory(0, length));
    if (request.Is("\"type\":\"bye\""))
    {
        break;
    }

    try
    {
        int[] operations = request.Array("ops");
        Volatile.Write(ref deadline, Environment.TickCount64 + (1000L * request.Integer("seconds")));
        mutator.Run(goesOn, request.Integer("slots"), request.Integer("globals"), request.Arrays("bodies"), operations);
        SendLog(request.Integer("id"), operations.Length / Mutator.Stride);
        goesOn = request.Is("\"more\":true");
    }
    catch (Exception e)
    {
        string code = e is FormatException ? "malformed" : e is NotSupportedException ? "unsupported" : "internal";
        string text = string.Concat($"{e.GetType().Name}: {e.Message}".Select(c => c is '"' or '\\' or < ' ' or > '~' ? '?' : c));
        Send($$"""{"type":"error","id":{{request.IdOrZero}},"code":"{{code}}","text":"{{text}}"}""");
        goesOn = false;
    }

    Volatile.Write(ref deadline, long.MaxValue);
}

return 0;

int ReadLine()
{
    for (int length = 0; ;)
    {
        int next = input.ReadByte();
        if (next is -1 or '\n')
        {
            return next == -1 ? -1 : length;
        }

        if (length == line.Length)
        {
            Array.Resize(ref line, 2 * length);
        }

        line[length++] = (byte)next;
    }
}

void Send(string text)
{
    output.Write(Encoding.UTF8.GetBytes(text + "\n"));
    output.Flush();
}

void SendLog(int id, int executed)
{
    var reply = new byte[64 + (21 * mutator.Log.Count)];
    int length = Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"type":"ok","id":{{id}},"n":{{executed}},"log":["""), reply);
    foreach (long number in mutator.Log)
    {
        Utf8Formatter.TryFormat(number, reply.AsSpan(length), out int written);
        length += written;
        reply[length++] = (byte)',';
    }

    length -= mutator.Log.Count > 0 ? 1 : 0;
    "]}\n"u8.CopyTo(reply.AsSpan(length));
    output.Write(reply, 0, length + 3);
    output.Flush();
}

/// <summary>A line with a request.</summary>
internal sealed class Request(ReadOnlyMemory<byte> line)
{
    public int IdOrZero => After("\"id\":") < 0 ? 0 : Integer("id");

    public bool Is(string text) => After(text) >= 0;

    /// <summary>A field that is an integer; 0 if there is none.</summary>
    public int Integer(string name)
    {
        int at = After($"\"{name}\":");
        return at < 0 ? 0 : Read(ref at);
    }

    /// <summary>A field that is an array of operations.</summary>
    public int[] Array(string name)
    {
        int at = After($"\"{name}\":[");
        return at < 0 ? throw new FormatException($"no {name}") : ReadArray(ref at);
    }

    /// <summary>A field that is an array of them; empty if there is none.</summary>
    public int[][] Arrays(string name)
    {
        var arrays = new List<int[]>();
        for (int at = After($"\"{name}\":["); at >= 0 && line.Span[at] == '[';)
        {
            at++;
            arrays.Add(ReadArray(ref at));
            at += line.Span[at] == ',' ? 1 : 0;
        }

        return [.. arrays];
    }

    private int After(string text)
    {
        int at = line.Span.IndexOf(Encoding.UTF8.GetBytes(text));
        return at < 0 ? -1 : at + text.Length;
    }

    private int[] ReadArray(ref int at)
    {
        var numbers = new List<int>();
        while (at < line.Length && line.Span[at] != ']')
        {
            numbers.Add(Read(ref at));
            at += at < line.Length && line.Span[at] == ',' ? 1 : 0;
        }

        at++;
        return at <= line.Length && numbers.Count % Mutator.Stride == 0
            ? [.. numbers]
            : throw new FormatException("no array of five integers for each operation");
    }

    private int Read(ref int at)
    {
        if (!Utf8Parser.TryParse(line.Span[at..], out int number, out int length))
        {
            throw new FormatException($"no integer at byte {at}");
        }

        at += length;
        return number;
    }
}
