using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Corpus;

/// <summary>Tells the log what a run came to, where no command shows it.</summary>
internal static partial class IngestionLog
{
    public static void Tell(ILogger logger, IngestionSummary summary)
    {
        foreach (var failed in summary.Results.Where(result => result.Outcome == IngestionOutcome.Failed))
            LogFailed(logger, failed.Path, failed.Reason);
        foreach (var note in summary.Notes)
            LogNote(logger, note);
    }

    [LoggerMessage(LogLevel.Warning, "Could not ingest {Path}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string path, string? reason);

    [LoggerMessage(LogLevel.Warning, "{Note}")]
    private static partial void LogNote(ILogger logger, string note);
}
