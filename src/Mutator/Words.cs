using System.Collections.Immutable;

namespace GcVerify.Mutator;

/// <summary>The words of the language, where more than one place needs them.</summary>
internal static class Words
{
    /// <summary>What an operation or a header line can begin with.</summary>
    public static readonly ImmutableArray<string> First =
    [
        "collect", "call", "return", "step", "finalize", "enable", "disable", "threshold", "pin", "unpin", "region", "move", "blit",
        "scratch", "locals", "globals", "heap", "finalizer", "end",
    ];

    /// <summary>What can stand to the right of <c>r0 =</c>.</summary>
    public static readonly ImmutableArray<string> Assigned =
        ["new", "null", "copy", "deepcopy", "weak", "deref", "ephemeron", "return"];

    /// <summary>Kinds of objects, by their number.</summary>
    public static readonly ImmutableArray<string> Kinds = ["plain", "weak", "ephemeron", "finalizable", "pinned", "immortal"];

    /// <summary>The word for a kind of object.</summary>
    public static string Of(ObjectKind kind) => Kinds[(int)kind];

    /// <summary>", did you mean 'x'?" or nothing.</summary>
    public static string DidYouMean(ReadOnlySpan<char> word, IEnumerable<string> candidates) =>
        Suggestion.Nearest(word.ToString(), candidates) is string near ? $"; did you mean '{near}'?" : "";
}
