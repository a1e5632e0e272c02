using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Transcripts;

/// <summary>Records a turn when a transcript was asked for.</summary>
internal sealed class TranscriptMiddleware(IServiceProvider services, TimeProvider time) : IMiddleware
{
    private const string LeftOut = "Transcript.LeftOut";

    private readonly TranscriptWriter? _transcript = services.GetService<TranscriptWriter>();

    /// <summary>Keeps what is still sent in this turn out of the transcript.</summary>
    public static void LeaveOut(TurnContext turn) => turn.Items[LeftOut] = true;

    public Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        if (_transcript is not null)
        {
            _transcript.Write(turn.Activity, turn.Activity.Type == ActivityTypes.Message ? turn.Text : null, isInbound: true, time.GetUtcNow());
            turn.Sent += sent =>
            {
                if (!turn.Items.ContainsKey(LeftOut))
                    _transcript.Write(sent, null, isInbound: false, time.GetUtcNow());
            };
        }
        return next(cancellationToken);
    }
}
