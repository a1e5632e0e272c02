namespace TreatyBot.Knowledge.Ingestion;

/// <summary>A run cannot start at all. The message names the setting or file and the mend, and is meant for operators.</summary>
public sealed class IngestionException : Exception
{
    public IngestionException(string message) : base(message) { }

    public IngestionException(string message, Exception innerException) : base(message, innerException) { }

    public IngestionException() { }
}
