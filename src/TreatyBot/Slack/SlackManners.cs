using System.Globalization;
using Microsoft.Extensions.Options;
using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Languages;

namespace TreatyBot.Slack;

/// <summary>How the bot behaves among others in Slack: where it is allowed, in the threads that it follows, as the channel wants it.</summary>
internal sealed class SlackManners(
    IOptions<SlackHostOptions> options, SlackThreads threads, SlackChannels channels, SlackSettingsTalk settings, SlackInstallations installations, TimeProvider time)
    : IMiddleware
{
    private readonly SlidingCounter _unasked = new(options.Value.UnaskedPerThread, TimeSpan.FromMinutes(1), time);
    private readonly SlidingCounter _refused = new(1, TimeSpan.FromHours(1), time);

    public async Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        if (SlackOrigin.Of(turn) is not { } origin)
        {
            await next(cancellationToken);
            return;
        }

        // What a channel has chosen goes before the language of a question.
        if (Chosen(origin) is { } chosen)
            (turn.Language, turn.IsLanguageChosen) = (chosen, true);
        using var speaking = Language.Speak(turn.Language ?? Language.Current);
        if (turn.Activity.Type == ActivityTypes.InstallationUpdate)
        {
            installations.Forget(origin.Workspace);
            return;
        }

        if (RefusalOf(origin) is { } refusal)
        {
            if (turn.Activity.Type == ActivityTypes.Message && origin.IsAddressed && _refused.TryCount($"{origin.ChannelId}/{origin.UserId}"))
                await TellAloneAsync(turn, refusal, cancellationToken);
            return;
        }

        if (turn.Activity.Type == ActivityTypes.Message && await AnswerHereAsync(turn, origin, cancellationToken))
            return;
        await next(cancellationToken);
    }

    /// <summary>What is said about the bot's own behaviour; true when the turn is over.</summary>
    private async Task<bool> AnswerHereAsync(TurnContext turn, SlackOrigin origin, CancellationToken cancellationToken)
    {
        if (settings.Answer(turn.Text, origin) is { } told)
        {
            // The language may have been changed just now.
            using var speaking = Language.Speak(Chosen(origin) ?? Language.Current);
            await TellAloneAsync(turn, told, cancellationToken);
            return true;
        }

        if (origin.IsDirect || origin.Kind == SlackOriginKind.Command || origin.ThreadTs is not { } threadTs)
            return false;
        if (SaysStop(turn.Text))
        {
            threads.Leave(origin.Workspace, origin.ChannelId, threadTs);
            await turn.SendReplyAsync(Reply.Notice(Texts.Of("I stop here. Mention me when you want me again.")), cancellationToken);
            return true;
        }

        if (!origin.IsAddressed && !_unasked.TryCount($"{origin.ChannelId}/{threadTs}"))
            return true;
        var wanted = channels.Get(origin.Workspace, origin.ChannelId);
        if (origin is { IsAddressed: true, Kind: SlackOriginKind.Message } && wanted is { Follow: true, MentionOnly: false })
            threads.Follow(origin.Workspace, origin.ChannelId, threadTs);
        if (wanted.Quiet)
            SlackOrigin.AnswerPrivately(turn);
        return false;
    }

    private CultureInfo? Chosen(SlackOrigin origin) =>
        origin.IsDirect || origin.ChannelId.Length == 0 ? null : Language.Find(channels.Get(origin.Workspace, origin.ChannelId).Language);

    private string? RefusalOf(SlackOrigin origin)
    {
        var rules = options.Value;
        if (rules.AllowedWorkspaces.Count > 0 && !rules.AllowedWorkspaces.Any(id => id == origin.Workspace.TeamId || id == origin.Workspace.EnterpriseId))
            return Texts.Of("I am not set up to answer in this workspace.");
        if (origin.IsShared && !(rules.SharedChannels switch
        {
            SharedChannelPolicy.Everyone => true,
            SharedChannelPolicy.Members => origin.UserTeam == origin.Workspace.TeamId,
            _ => false,
        }))
            return Texts.Of("This channel is shared with another organisation, and I am not set up to answer here. In a direct message I can.");
        return rules.AllowedChannels.Count == 0 || origin.IsDirect || origin.ChannelId.Length == 0 || rules.AllowedChannels.Contains(origin.ChannelId)
            ? null
            : Texts.Of("I am not set up to answer in this channel. In a direct message I can.");
    }

    private static async Task TellAloneAsync(TurnContext turn, string text, CancellationToken cancellationToken)
    {
        SlackOrigin.AnswerPrivately(turn);
        await turn.SendReplyAsync(Reply.Notice(text), cancellationToken);
    }

    private static bool SaysStop(string text) => text.Trim().TrimEnd('.', '!').ToLowerInvariant() is
        "stop" or "stop following" or "stop it" or "unfollow" or "be quiet" or "quiet" or "stopp" or "arrête" or "arrete" or "para" or "basta" or "стоп" or "leave" or "leave this thread" or "go away";
}
