namespace TreatyBot.Knowledge.Ingestion;

/// <summary>A file cannot be read. The message names the file, the cause and the mend, and is meant for whoever keeps the corpus.</summary>
public sealed class DocumentReadException : Exception
{
    public DocumentReadException(string path, string reason) : base($"{path}: {reason}") => Reason = reason;

    public DocumentReadException(string path, string reason, Exception innerException) : base($"{path}: {reason}", innerException) =>
        Reason = reason;

    public DocumentReadException(string message) : base(message) => Reason = message;

    public DocumentReadException(string message, Exception innerException) : base(message, innerException) => Reason = message;

    public DocumentReadException() => Reason = "";

    /// <summary>Cause and mend without the file's name.</summary>
    public string Reason { get; }
}
