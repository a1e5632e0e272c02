namespace TreatyBot.Configuration;

/// <summary>Wrong usage or configuration: the message goes to the user as it is, and the exit code is 2.</summary>
public sealed class UsageException : Exception
{
    public UsageException(string message) : base(message) { }

    public UsageException(string message, Exception innerException) : base(message, innerException) { }

    public UsageException() { }
}
