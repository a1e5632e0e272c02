using System.Threading.Channels;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Corpus;

/// <summary>
/// Ingests changes of the corpus while the host serves: waits until the folder has been quiet for a moment, then brings the store in
/// line. A file that cannot be read leaves what the store held of it.
/// </summary>
internal sealed partial class CorpusWatcher(
    CorpusReadiness readiness, IOptions<CorpusOptions> options, TimeProvider time, ILogger<CorpusWatcher> logger) : BackgroundService
{
    /// <summary>How long nothing must change before the folder is read: copying goes on for a while.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>How soon a run that failed is tried again.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private const int MostRounds = 15;

    // One waiting change says as much as many.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Told of every run that went through; for tests.</summary>
    internal event Action<IngestionSummary>? Reloaded;

    /// <summary>Says that something has changed.</summary>
    internal void Touch() => _changes.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Watch)
            return;
        await Task.Yield();
        // Before the first ingestion is done, so that no change falls between it and the watching.
        using var watcher = Watch();
        await readiness.Ready.WaitAsync(stoppingToken);
        while (await _changes.Reader.WaitToReadAsync(stoppingToken))
        {
            await SettleAsync(stoppingToken);
            if (!await TryReloadAsync(stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
                Touch();
            }
        }
    }

    // Begins anew with every change, though not for ever; what changes later stays in the queue for the next round.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds && _changes.Reader.TryRead(out _); round++)
            await Task.Delay(Quiet, time, cancellationToken);
    }

    private async Task<bool> TryReloadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var summary = await readiness.ReloadAsync(cancellationToken);
            IngestionLog.Tell(logger, summary);
            LogReloaded(summary.Count(IngestionOutcome.Added), summary.Count(IngestionOutcome.Updated), summary.Count(IngestionOutcome.Removed));
            Reloaded?.Invoke(summary);
            return true;
        }
        catch (Exception exception) when (exception is StoreException or IngestionException)
        {
            LogFailed(exception.Message, Pause);
            return false;
        }
    }

    private FileSystemWatcher? Watch()
    {
        var path = Path.GetFullPath(options.Value.Path);
        var isFile = File.Exists(path);
        try
        {
            var watcher = new FileSystemWatcher(isFile ? Path.GetDirectoryName(path)! : path, isFile ? Path.GetFileName(path) : "*")
            {
                IncludeSubdirectories = !isFile,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Created += OnChanged;
            watcher.Changed += OnChanged;
            watcher.Deleted += OnChanged;
            watcher.Renamed += OnChanged;
            // Changes were lost, or the folder went away: a run finds out what is left.
            watcher.Error += (_, _) => Touch();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            LogUnwatched(path, exception.Message);
            return null;
        }
    }

    // A store inside the corpus folder writes there too: what is no document and no folder is not looked at.
    private void OnChanged(object sender, FileSystemEventArgs change)
    {
        if (IsOfInterest(change.Name) || (change is RenamedEventArgs renamed && IsOfInterest(renamed.OldName)))
            Touch();
    }

    private static bool IsOfInterest(string? name) => name is not null && (DocumentReader.Supports(name) || !Path.HasExtension(name));

    [LoggerMessage(LogLevel.Information, "The corpus has changed: {Added} added, {Updated} updated, {Removed} removed.")]
    private partial void LogReloaded(int added, int updated, int removed);

    [LoggerMessage(LogLevel.Warning, "The changed corpus could not be read; what was read before goes on serving, and the next try is in {Pause}. {Reason}")]
    private partial void LogFailed(string reason, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "Corpus:Watch: {Path} cannot be watched; changes count from the next start. {Reason}")]
    private partial void LogUnwatched(string path, string reason);
}
