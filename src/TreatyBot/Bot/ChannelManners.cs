using Microsoft.Extensions.Options;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Bot;

/// <summary>
/// How the bot behaves among others in Teams: quiet unless mentioned, never in talk with bots, only in the teams that it is meant
/// for. In a channel's thread in which it has answered it goes on answering questions put to nobody else.
/// </summary>
internal sealed class ChannelManners(IOptions<LimitOptions> options, ConversationMemory memory) : IMiddleware
{
    // How Teams marks the ids of bots.
    private const string BotPrefix = "28:";

    private readonly HashSet<string> _teams = new(options.Value.AllowedTeams, StringComparer.OrdinalIgnoreCase);

    public Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        var activity = turn.Activity;
        if (activity.ChannelId != ChannelIds.Teams)
            return next(cancellationToken);
        if (IsBot(activity.From) || (activity.Type == ActivityTypes.Message && !IsForBot(turn)))
            return Task.CompletedTask;
        if (IsAllowed(activity))
            return next(cancellationToken);
        if (activity.Type == ActivityTypes.Invoke)
            turn.InvokeResponse = new InvokeResponse(StatusCodes.Status403Forbidden);
        return activity.Type == ActivityTypes.Message
            ? turn.SendReplyAsync(Reply.Notice(Texts.Of("I am not set up to answer in this team. In a personal chat I can.")), cancellationToken)
            : Task.CompletedTask;
    }

    private bool IsAllowed(Activity activity) =>
        _teams.Count == 0 || activity.Conversation?.ConversationType != ConversationTypes.Channel
        || (TeamsActivity.TeamId(activity) is { } team && _teams.Contains(team));

    private bool IsForBot(TurnContext turn)
    {
        var activity = turn.Activity;
        // A click on a button of the bot's own message has no text to mention it in.
        return !ConversationKey.IsShared(activity) || TeamsActivity.IsMentioned(activity) || activity.Value is not null || IsFollowUp(turn);
    }

    private bool IsFollowUp(TurnContext turn) =>
        options.Value.FollowThreads
        && turn.Activity.Conversation?.Id?.Contains(";messageid=", StringComparison.Ordinal) == true
        && turn.Text.EndsWith('?')
        && !Mention.In(turn.Activity).Any()
        && memory.Latest(ConversationKey.Of(turn.Activity)) is not null;

    private static bool IsBot(ChannelAccount? account) =>
        account is { Role: "bot" } || account?.Id?.StartsWith(BotPrefix, StringComparison.Ordinal) == true;
}
