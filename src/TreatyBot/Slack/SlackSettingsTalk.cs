using TreatyBot.Channels.Slack;

namespace TreatyBot.Slack;

/// <summary><c>/treaty settings</c>: tells and changes how the bot is wanted in a channel.</summary>
internal sealed class SlackSettingsTalk(SlackChannels channels)
{
    /// <summary>The answer; null when the text is about something else.</summary>
    public string? Answer(string text, SlackOrigin origin)
    {
        var words = text.Trim().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["settings", ..])
            return null;
        if (origin.IsDirect)
            return "Settings are of channels. Here, in a direct message, I answer everything. Say `/treaty settings` in a channel.";
        var current = channels.Get(origin.Workspace, origin.ChannelId);
        switch (words[1..])
        {
            case []:
                return Describe(current);
            case ["language", ..]:
                return "My answers quote documents word for word, in the documents' language, and my own notices are in English. There is no other language to choose yet.";
            case [var name, "on" or "off"] when Change(current, name, words[2] == "on") is { } changed:
                channels.Set(origin.Workspace, origin.ChannelId, changed);
                return $"Done. {Describe(changed)}";
            default:
                return $"I did not understand that setting. {Describe(current)}";
        }
    }

    private static SlackChannelSettings? Change(SlackChannelSettings current, string name, bool isOn) => name switch
    {
        "follow" => current with { Follow = isOn },
        "mention-only" => current with { MentionOnly = isOn },
        "quiet" => current with { Quiet = isOn },
        _ => null,
    };

    private static string Describe(SlackChannelSettings settings) => $"""
        In this channel:
        - **follow {Word(settings.Follow)}** – after a mention I {(settings.Follow ? "answer further questions in its thread until somebody says “stop”" : "answer that message only")}
        - **mention-only {Word(settings.MentionOnly)}** – {(settings.MentionOnly ? "I answer mentions and commands, nothing else" : "in threads that I follow, nobody needs to mention me")}
        - **quiet {Word(settings.Quiet)}** – {(settings.Quiet ? "my answers are shown to the asker alone" : "everybody sees my answers")}
        - **language** – my documents' own; no other yet

        Change them with, for example, `/treaty settings quiet on`.
        """;

    private static string Word(bool isOn) => isOn ? "on" : "off";
}
