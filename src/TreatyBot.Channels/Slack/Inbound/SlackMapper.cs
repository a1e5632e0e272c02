using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>Translates Slack's payloads into turns. Pure.</summary>
internal static class SlackMapper
{
    private static readonly JsonElement Like = VoteOf("like");
    private static readonly JsonElement Dislike = VoteOf("dislike");

    /// <param name="source">The delivery.</param>
    /// <param name="message">Its message.</param>
    /// <param name="botUser">The bot's user there.</param>
    public static SlackTurnRequest Message(SlackEvent source, SlackMessageEvent message, string? botUser)
    {
        var threadTs = message.ThreadTs ?? message.Ts;
        var origin = new SlackOrigin(message.EditedTs is null ? SlackOriginKind.Message : SlackOriginKind.Edit, source.Workspace, message.Channel, message.User)
        {
            Ts = message.Ts,
            ThreadTs = threadTs,
            IsDirect = message.IsDirect,
            IsAddressed = message.IsDirect || message.IsMention(botUser),
            IsShared = source.IsShared,
            UserTeam = message.UserTeam ?? source.Workspace.TeamId,
        };
        var id = message.EditedTs is { } edited ? $"{message.Ts}@{edited}" : message.Ts;
        var activity = Activity(ActivityTypes.Message, origin, Conversation(origin, threadTs), id, botUser) with
        {
            Text = message.Text,
            TextFormat = TextFormats.Plain,
        };
        return new SlackTurnRequest(origin, activity, Key(Team(source.Workspace), message.Channel, id)) { Alias = Key("event", "", source.EventId) };
    }

    public static SlackTurnRequest Command(SlackCommand command, string botUser, Uri? responseUrl)
    {
        var origin = new SlackOrigin(SlackOriginKind.Command, command.Workspace, command.Channel, command.User)
        {
            IsDirect = command.Channel.StartsWith('D'),
            IsAddressed = true,
            UserTeam = command.Workspace.TeamId,
        };
        var id = command.TriggerId ?? command.ResponseUrl ?? "";
        var activity = Activity(ActivityTypes.Message, origin, Private(origin), id, botUser) with { Text = command.Text, TextFormat = TextFormats.Plain };
        return new SlackTurnRequest(origin, activity, Key(Team(command.Workspace), $"{command.Channel}:command", id)) { ResponseUrl = responseUrl, IsPrivate = true };
    }

    /// <summary>Null for a click that wants nothing of the bot.</summary>
    public static SlackTurnRequest? Click(SlackInteraction click, SlackAction action, string botUser, Uri? responseUrl)
    {
        if (click.Channel is not { Length: > 0 } channel)
            return null;
        var threadTs = click.ThreadTs ?? click.MessageTs;
        var origin = new SlackOrigin(SlackOriginKind.Click, click.Workspace, channel, click.User)
        {
            ThreadTs = threadTs,
            IsDirect = channel.StartsWith('D'),
            IsAddressed = true,
            UserTeam = click.Workspace.TeamId,
        };
        var conversation = click is { IsEphemeral: true, ThreadTs: null } ? Private(origin) : Conversation(origin, threadTs ?? "");
        var id = $"{click.MessageTs}/{action.Id}/{action.Ts}";
        var delivery = Key(Team(click.Workspace), $"{channel}:click", $"{click.User}/{id}");
        var activity = Activity(ActivityTypes.Invoke, origin, conversation, id, botUser);
        return action switch
        {
            { Id: SlackActions.Vote, Value: SlackActions.Up or SlackActions.Down } => new(
                origin,
                activity with { Name = InvokeNames.SubmitAction, Value = action.Value == SlackActions.Up ? Like : Dislike, ReplyToId = click.IsEphemeral ? null : click.MessageTs },
                delivery),
            { Id: SlackActions.Share, Value.Length: > 0 } => new(origin, activity, delivery) { ResponseUrl = responseUrl, Shares = action.Value },
            { Value.Length: > 0 } when action.Id.StartsWith(SlackActions.SayPrefix, StringComparison.Ordinal) => new(
                origin with { Kind = SlackOriginKind.Message },
                activity with { Type = ActivityTypes.Message, Text = action.Value, TextFormat = TextFormats.Plain },
                delivery)
            {
                ResponseUrl = click.IsEphemeral ? responseUrl : null,
                IsPrivate = click.IsEphemeral,
            },
            _ => null,
        };
    }

    public static SlackTurnRequest? HomeOpening(SlackEvent source, string? botUser)
    {
        JsonElement? inner = source.Event;
        if (inner.GetText("user") is not { Length: > 0 } user)
            return null;
        var origin = new SlackOrigin(SlackOriginKind.Event, source.Workspace, inner.GetText("channel") ?? "", user) { IsDirect = true, UserTeam = source.Workspace.TeamId };
        var activity = Activity(ActivityTypes.Event, origin, Conversation(origin, "home"), source.EventId, botUser) with { Name = SlackOrigin.HomeOpened, Value = source.Event };
        return new SlackTurnRequest(origin, activity, Key("event", "", source.EventId));
    }

    /// <summary>The bot's token is no longer good there.</summary>
    public static SlackTurnRequest Removal(SlackEvent source)
    {
        var origin = new SlackOrigin(SlackOriginKind.Event, source.Workspace, "", "");
        var activity = Activity(ActivityTypes.InstallationUpdate, origin, Conversation(origin, "removal"), source.EventId, null) with { Action = "remove" };
        return new SlackTurnRequest(origin, activity, Key("event", "", source.EventId));
    }

    private static Activity Activity(string type, SlackOrigin origin, ConversationAccount conversation, string id, string? botUser) => new()
    {
        Type = type,
        Id = id,
        ChannelId = ChannelIds.Slack,
        From = new ChannelAccount { Id = origin.UserId },
        Recipient = botUser is null ? null : new ChannelAccount { Id = botUser },
        Conversation = conversation,
    };

    private static ConversationAccount Conversation(SlackOrigin origin, string threadTs) => new()
    {
        Id = $"{Team(origin.Workspace)}:{origin.ChannelId}:{threadTs}",
        ConversationType = origin.IsDirect ? ConversationTypes.Personal : ConversationTypes.Channel,
        TenantId = Team(origin.Workspace),
    };

    // What one user and the bot say in private, in whatever channel's sight.
    private static ConversationAccount Private(SlackOrigin origin) => new()
    {
        Id = $"{Team(origin.Workspace)}:{origin.ChannelId}:private:{origin.UserId}",
        ConversationType = ConversationTypes.Personal,
        TenantId = Team(origin.Workspace),
    };

    private static string Team(SlackWorkspace workspace) => workspace.TeamId ?? workspace.EnterpriseId ?? "";

    private static DeliveryKey Key(string team, string place, string id) => new(ChannelIds.Slack, $"{team}:{place}", id);

    private static JsonElement VoteOf(string reaction) => JsonSerializer.SerializeToElement(
        new JsonObject { ["actionName"] = "feedback", ["actionValue"] = new JsonObject { ["reaction"] = reaction } }, ProtocolJson.Context.JsonObject);
}
