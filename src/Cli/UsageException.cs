namespace GcVerify.Cli;

/// <summary>What the user gave cannot be used. The message says what was given and what is possible.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The verifier itself failed in a worker process.</summary>
internal sealed class InternalErrorException(string message) : Exception(message);
