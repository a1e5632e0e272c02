using Microsoft.Extensions.Options;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Bot;

/// <summary>Keeps one user or one conversation from taking what is there for all; says so once and then keeps quiet.</summary>
internal sealed class TurnLimits(IOptions<LimitOptions> options, TimeProvider time) : IMiddleware
{
    private readonly SlidingCounter _users = new(options.Value.MessagesPerUser, options.Value.Window, time);
    private readonly SlidingCounter _conversations = new(options.Value.MessagesPerConversation, options.Value.Window, time);
    private readonly SlidingCounter _told = new(1, options.Value.Window, time);

    public async Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        var activity = turn.Activity;
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.Invoke))
        {
            await next(cancellationToken);
            return;
        }

        var user = $"{activity.ChannelId}/{activity.From?.Id}";
        var refusal = !_users.TryCount(user) ? Texts.Of("You have asked me a lot in a short time, and others are asking too.")
            : !_conversations.TryCount(ConversationKey.Of(activity)) ? Texts.Of("There are more questions in this conversation than I can answer at once.")
            : null;
        if (refusal is null)
            await next(cancellationToken);
        else if (activity.Type == ActivityTypes.Invoke)
            turn.InvokeResponse = new InvokeResponse(StatusCodes.Status429TooManyRequests);
        else if (_told.TryCount(user))
            await turn.SendReplyAsync(Reply.Notice(Later(refusal, options.Value.Window)), cancellationToken);
    }

    private static string Later(string refusal, TimeSpan window) => window <= TimeSpan.FromMinutes(1.5)
        ? Texts.Format($"{refusal} Please ask me again in a minute.")
        : Texts.Format($"{refusal} Please ask me again in {(int)Math.Ceiling(window.TotalMinutes)} minutes.");
}
