using System.CommandLine;
using System.Globalization;
using GcVerify.Cli.Workers;

namespace GcVerify.Cli.Commands;

/// <summary>What the commands about one moment of a heap have in common: <c>--at STEP</c>, numbers of objects, and the answer.</summary>
internal static class HeapArguments
{
    /// <summary><c>--at</c>.</summary>
    public static Option<string> At() => new("--at")
    {
        HelpName = "step",
        Description = "after which operation, 0 for before the first; one more than there are for after the collections at the end "
            + "(the step that breaks a law, else the last operation)",
    };

    /// <summary>The step, or null if it is not given.</summary>
    /// <exception cref="UsageException">The program has no such step.</exception>
    public static int? ReadAt(string? given, ProgramRequest request) =>
        given is null ? null : Numbers.Read32("--at", given, 0, request.File.Program.Body.Length + 1);

    /// <summary>The number of an object, as <c>#3</c> or, as shells take that for a comment, <c>3</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static int ReadObject(string what, string given) => TryReadObject(given, out int number) ? number
        : throw new UsageException($"{what} '{Catalog.Quoted(given)}': expected the number of an object, such as 3 or '#3'");

    /// <summary>Whether a word is the number of an object.</summary>
    public static bool TryReadObject(string given, out int number)
    {
        ReadOnlySpan<char> digits = given.StartsWith('#') ? given.AsSpan(1) : given;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }

    /// <summary>Has the worker answer; null where it cannot, which the user has been told.</summary>
    /// <param name="request">What is run.</param>
    /// <param name="task">What is asked for.</param>
    /// <param name="order">The same, in particular.</param>
    /// <param name="undecided">What to write if there is no answer, made from the reason; text for people if left out.</param>
    /// <exception cref="UsageException">What was asked for is not there, or too much.</exception>
    public static string? Ask(ProgramRequest request, WorkTask task, HeapOrder order, Func<string, string>? undecided = null)
    {
        WorkOrder work = request.Order with { Task = task, Heap = order };
        if (SingleOrder.Ask(work, request.Patience, request.File.Program, null, out string reason)?.Heap is { } answer)
        {
            return answer.Error.Length > 0 ? throw new UsageException(answer.Error) : answer.Text;
        }

        if (undecided is null)
        {
            SingleOrder.Tell($"{request.File.Name} on {request.Collector}", reason);
        }
        else
        {
            Console.Out.Write(undecided(reason));
        }

        return null;
    }
}
