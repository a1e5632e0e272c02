namespace TreatyBot.Knowledge.Storage;

/// <summary>The store cannot be used. The message names the file or setting and the mend, and is meant for operators.</summary>
public sealed class StoreException : Exception
{
    public StoreException(string message) : base(message) { }

    public StoreException(string message, Exception innerException) : base(message, innerException) { }

    public StoreException() { }
}
