namespace TreatyBot.Retention;

/// <summary>One place that keeps what users wrote or did. Thread-safe.</summary>
internal interface IUserRecords
{
    /// <summary>What is kept there, as a user would call it, in the plural.</summary>
    string Name { get; }

    /// <summary>Erases what is kept of a user or a conversation.</summary>
    /// <returns>How much that was.</returns>
    /// <exception cref="IOException">It could not be erased.</exception>
    Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken);

    /// <summary>Erases what is older than configured.</summary>
    /// <returns>How much that was.</returns>
    /// <exception cref="IOException">It could not be erased.</exception>
    Task<int> PurgeAsync(CancellationToken cancellationToken);
}
