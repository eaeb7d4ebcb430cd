namespace VerifyTests;

/// <summary>A snapshot that did not match. The stack would only show the inside of the comparison.</summary>
internal sealed class VerifyException(string message) : Exception(message)
{
    public override string StackTrace => "";
}
