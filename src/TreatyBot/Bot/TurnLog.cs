using TreatyBot.Channels.Turns;
using TreatyBot.Configuration;

namespace TreatyBot.Bot;

/// <summary>Puts the turn's id on every log line of a turn, whatever the channel, and says at its end how long it took.</summary>
internal sealed partial class TurnLog(TimeProvider time, ILogger<TurnLog> logger) : IMiddleware
{
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>($"Turn {{{LogScopes.TurnId}}}");

    public async Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        using var scope = Scope(logger, turn.Id);
        var started = time.GetTimestamp();
        await next(cancellationToken);
        LogDone(turn.Activity.ChannelId, turn.Activity.Type, time.GetElapsedTime(started));
    }

    [LoggerMessage(LogLevel.Information, "A turn of {Channel} ({Kind}) took {Elapsed}.")]
    private partial void LogDone(string? channel, string? kind, TimeSpan elapsed);
}
