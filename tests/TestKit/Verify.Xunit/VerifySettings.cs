using System.Text;

namespace VerifyTests;

/// <summary>What the methods of a <see cref="SettingsTask"/> have set so far.</summary>
public sealed class VerifySettings
{
    internal VerifySettings()
    {
    }

    internal string? Directory { get; set; }
    internal string? FileName { get; set; }
    internal string? MethodName { get; set; }
    internal string? TextForParameters { get; set; }
    internal object?[]? Parameters { get; set; }
    internal bool AutoVerify { get; set; }
    internal bool ThrowAfterAutoVerify { get; set; }

    /// <summary>In the order they run: the one added last is the first.</summary>
    internal List<Action<StringBuilder>> Scrubbers { get; } = [];

    internal void RejectContradictions()
    {
        if (FileName is not null && (MethodName ?? TextForParameters ?? (object?)Parameters) is not null)
            throw new InvalidOperationException(
                $"UseFileName(\"{FileName}\") is the whole name of a snapshot: " +
                "it goes with none of UseMethodName, UseParameters and UseTextForParameters.");
        if (TextForParameters is not null && Parameters is not null)
            throw new InvalidOperationException(
                $"UseTextForParameters(\"{TextForParameters}\") stands in place of UseParameters: use one of them.");
    }
}
