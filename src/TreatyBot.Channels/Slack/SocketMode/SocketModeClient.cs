using System.Net.WebSockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TreatyBot.Channels.Slack.SocketMode;

/// <summary>
/// Receives what Slack delivers, for teams without a public address. Keeps several connections; one that is to be closed is replaced
/// before it goes. What no waiting can mend ends it with a message.
/// </summary>
internal sealed partial class SocketModeClient(
    ISocketModeDoor door, SlackReceiver receive, SocketModeSettings settings, Func<double> jitter, TimeProvider time, ILogger<SocketModeClient> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<SocketModeConnection> _open = [];
    private Task _run = Task.CompletedTask;

    /// <summary>Why it gave up for good; null while it has not.</summary>
    public string? Fault { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _run = Task.WhenAll(Enumerable.Range(0, settings.Connections).Select(_ => Task.Run(KeepAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing more, finishes the acknowledgements that are under way, and closes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        SocketModeConnection[] open;
        lock (_lock)
            open = [.. _open];
        await Task.WhenAll(open.Select(connection => connection.CloseAsync(cancellationToken)));
        await _run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Ends when it was stopped, or has given up.</summary>
    internal Task StoppedAsync() => _run;

    private async Task KeepAsync()
    {
        var failures = 0;
        SocketModeConnection? current = null;
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var opened = time.GetTimestamp();
                var next = await TryOpenAsync(failures);
                if (next is null)
                {
                    failures++;
                    // The one that is to be closed serves for as long as it can.
                    if (current is { Ended.IsCompleted: true })
                        current = await LetGoAsync(current);
                    continue;
                }

                if (current is not null)
                    await LetGoAsync(current);
                current = next;
                await Task.WhenAny(current.Ended, current.ReplacementWanted).WaitAsync(_stop.Token);
                if (!current.Ended.IsCompleted)
                {
                    failures = 0;
                    continue;
                }

                var end = await current.Ended;
                current = await LetGoAsync(current);
                if (end == SocketModeEnd.Disabled)
                    await GiveUpAsync("Socket Mode is switched off for this app; switch it on under Settings, Socket Mode, and start again");
                failures = time.GetElapsedTime(opened) > Steady ? 0 : failures + 1;
                await PauseAsync(settings.DelayAfter(end == SocketModeEnd.TooMany ? int.MaxValue / 2 : failures, jitter()));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program stops, or another connection gave up for all.
        }
        finally
        {
            if (current is not null)
                await LetGoAsync(current);
        }
    }

    // Null after a failure, when the time to wait has passed.
    private async Task<SocketModeConnection?> TryOpenAsync(int failures)
    {
        var connection = new SocketModeConnection(receive, settings, time, logger);
        try
        {
            await connection.OpenAsync(await door.OpenAsync(_stop.Token), _stop.Token);
            lock (_lock)
                _open.Add(connection);
            return connection;
        }
        catch (SocketModeRefusedException refusal)
        {
            await connection.DisposeAsync();
            if (refusal.IsFatal)
                await GiveUpAsync($"Slack answered {refusal.Error} to Channels:Slack:AppToken; give an app-level token (xapp-…) of an installed app with the scope connections:write");
            LogNotOpened(refusal.Message);
            await PauseAsync(refusal.RetryAfter ?? settings.DelayAfter(failures + 1, jitter()));
        }
        catch (Exception exception) when (exception is WebSocketException or TimeoutException or IOException or HttpRequestException)
        {
            await connection.DisposeAsync();
            // Its text may hold the address, and that a ticket.
            LogNotOpened(exception.GetType().Name);
            await PauseAsync(settings.DelayAfter(failures + 1, jitter()));
        }
        catch (OperationCanceledException)
        {
            await connection.DisposeAsync();
            throw;
        }

        return null;
    }

    private async Task<SocketModeConnection?> LetGoAsync(SocketModeConnection connection)
    {
        using var limit = new CancellationTokenSource(settings.PongTimeout, time);
        await connection.CloseAsync(limit.Token);
        lock (_lock)
            _open.Remove(connection);
        await connection.DisposeAsync();
        return null;
    }

    private Task PauseAsync(TimeSpan delay) => Task.Delay(delay, time, _stop.Token);

    private async Task GiveUpAsync(string why)
    {
        Fault = why;
        LogGaveUp(why);
        await _stop.CancelAsync();
        _stop.Token.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Warning, "No connection to Slack: {Why}. It is tried again.")]
    private partial void LogNotOpened(string why);

    [LoggerMessage(LogLevel.Error, "Socket Mode has stopped: {Why}.")]
    private partial void LogGaveUp(string why);
}
