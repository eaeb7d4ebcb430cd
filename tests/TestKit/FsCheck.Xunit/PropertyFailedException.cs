namespace FsCheck.Xunit;

/// <summary>A property was falsified or exhausted; the message is FsCheck's own report.</summary>
public sealed class PropertyFailedException : Exception
{
    /// <summary>Reports a result that carries no exception of its own.</summary>
    public PropertyFailedException(TestResult testResult)
        : base(Environment.NewLine + Runner.onFinishedToString("", testResult))
    {
    }

    /// <summary>Reports a property that threw.</summary>
    public PropertyFailedException(string userMessage, Exception innerException)
        : base(userMessage, innerException)
    {
    }
}
