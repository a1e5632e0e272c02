using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Corpus;

/// <summary>Brings the corpus in line while the host already takes turns, and tries again when that fails.</summary>
internal sealed partial class CorpusWarmUp(CorpusReadiness readiness, TimeProvider time, ILogger<CorpusWarmUp> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services start one after the other: the rest must not wait for this one.
        await Task.Yield();
        while (!readiness.IsReady)
        {
            try
            {
                if (await readiness.EnsureAsync(null, stoppingToken) is { } summary)
                    IngestionLog.Tell(logger, summary);
                LogReady();
            }
            catch (Exception exception) when (exception is StoreException or IngestionException)
            {
                LogFailed(exception.Message, Pause);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The corpus is ready.")]
    private partial void LogReady();

    [LoggerMessage(LogLevel.Error, "The corpus is not ready; trying again in {Pause}. {Reason}")]
    private partial void LogFailed(string reason, TimeSpan pause);
}
