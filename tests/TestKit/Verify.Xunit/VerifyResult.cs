namespace VerifyTests;

/// <summary>A snapshot that matched.</summary>
public sealed class VerifyResult
{
    internal VerifyResult()
    {
    }
}
