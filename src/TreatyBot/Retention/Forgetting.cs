namespace TreatyBot.Retention;

/// <summary>Erases in every place that keeps what users wrote.</summary>
internal sealed partial class Forgetting(IEnumerable<IUserRecords> places, ILogger<Forgetting> logger)
{
    private readonly IUserRecords[] _places = [.. places];

    /// <returns>What was erased by the name of its place, and whether nothing was left behind.</returns>
    public async Task<(IReadOnlyList<(string Name, int Count)> Erased, bool IsWhole)> EraseAsync(ErasureScope scope, CancellationToken cancellationToken)
    {
        var erased = new List<(string, int)>();
        var isWhole = true;
        foreach (var place in _places)
        {
            try
            {
                if (await place.EraseAsync(scope, cancellationToken) is > 0 and var count)
                    erased.Add((place.Name, count));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                isWhole = false;
                LogNotErased(exception, place.Name);
            }
        }
        return (erased, isWhole);
    }

    /// <summary>Erases what is older than configured, in every place that lets itself be written.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        foreach (var place in _places)
        {
            try
            {
                if (await place.PurgeAsync(cancellationToken) is > 0 and var count)
                    LogPurged(count, place.Name);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogNotErased(exception, place.Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Erased {Count} {Name} that were older than configured.")]
    private partial void LogPurged(int count, string name);

    [LoggerMessage(LogLevel.Error, "Could not erase {Name}. Check that the file can be written; those that are too old are tried again within hours.")]
    private partial void LogNotErased(Exception exception, string name);
}
