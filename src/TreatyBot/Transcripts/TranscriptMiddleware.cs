using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Transcripts;

/// <summary>Records a turn when a transcript was asked for.</summary>
internal sealed class TranscriptMiddleware(IServiceProvider services, TimeProvider time) : IMiddleware
{
    private readonly TranscriptWriter? _transcript = services.GetService<TranscriptWriter>();

    public Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        if (_transcript is not null)
        {
            _transcript.Write(turn.Activity, turn.Activity.Type == ActivityTypes.Message ? turn.Text : null, isInbound: true, time.GetUtcNow());
            turn.Sent += sent => _transcript.Write(sent, null, isInbound: false, time.GetUtcNow());
        }
        return next(cancellationToken);
    }
}
