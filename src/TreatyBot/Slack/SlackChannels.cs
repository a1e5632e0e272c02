using TreatyBot.Channels.Slack;

namespace TreatyBot.Slack;

/// <summary>How the bot is wanted in one channel.</summary>
/// <param name="Follow">Whether a mention makes it follow the thread.</param>
/// <param name="MentionOnly">Whether it answers nothing but mentions, whatever it follows.</param>
/// <param name="Quiet">Whether answers are shown to the asker alone.</param>
/// <param name="Language">The code of the language of the bot's own words, or <c>auto</c> for that of each question.</param>
internal sealed record SlackChannelSettings(bool Follow = true, bool MentionOnly = false, bool Quiet = false, string Language = "auto");

/// <summary>Keeps how the bot is wanted, by channel.</summary>
internal sealed class SlackChannels(SlackDatabase database)
{
    private static readonly SlackChannelSettings Default = new();

    public SlackChannelSettings Get(SlackWorkspace workspace, string channelId) =>
        database.Find("select follow, mention_only, quiet, language from channels where team = $team and channel = $channel", Place(workspace, channelId)) is [long follow, long only, long quiet, string language]
            ? new(follow != 0, only != 0, quiet != 0, language)
            : Default;

    public void Set(SlackWorkspace workspace, string channelId, SlackChannelSettings settings) => database.Execute(
        "insert into channels (team, channel, follow, mention_only, quiet, language) values ($team, $channel, $follow, $only, $quiet, $language) on conflict do update set follow = $follow, mention_only = $only, quiet = $quiet, language = $language",
        [.. Place(workspace, channelId), ("$follow", settings.Follow), ("$only", settings.MentionOnly), ("$quiet", settings.Quiet), ("$language", settings.Language)]);

    private static (string Name, object? Value)[] Place(SlackWorkspace workspace, string channelId) =>
        [("$team", workspace.TeamId ?? workspace.EnterpriseId ?? ""), ("$channel", channelId)];
}
