using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Languages;

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
            return Texts.Of("Settings are of channels. Here, in a direct message, I answer everything. Say `/treaty settings` in a channel.");
        var current = channels.Get(origin.Workspace, origin.ChannelId);
        switch (words[1..])
        {
            case []:
                return Describe(current);
            case ["language", var code] when code == Language.Auto || Language.Find(code) is not null:
                return Set(origin, current with { Language = code });
            case ["language", .. var other]:
                return Texts.Format($"“{string.Join(' ', other)}” is none of my languages. They are en, fr, de, es and ru, or auto for the language of each question.");
            case [var name, "on" or "off"] when Change(current, name, words[2] == "on") is { } changed:
                return Set(origin, changed);
            default:
                return Texts.Format($"I did not understand that setting. {Describe(current)}");
        }
    }

    // Said in the language that holds from now on.
    private string Set(SlackOrigin origin, SlackChannelSettings changed)
    {
        channels.Set(origin.Workspace, origin.ChannelId, changed);
        using var speaking = Language.Speak(Language.Find(changed.Language) ?? Language.Current);
        return Texts.Format($"Done. {Describe(changed)}");
    }

    private static SlackChannelSettings? Change(SlackChannelSettings current, string name, bool isOn) => name switch
    {
        "follow" => current with { Follow = isOn },
        "mention-only" => current with { MentionOnly = isOn },
        "quiet" => current with { Quiet = isOn },
        _ => null,
    };

    private static string Describe(SlackChannelSettings settings)
    {
        var follow = Texts.Of(settings.Follow ? "after a mention I answer further questions in its thread until somebody says “stop”" : "after a mention I answer that message only");
        var mentions = Texts.Of(settings.MentionOnly ? "I answer mentions and commands, nothing else" : "in threads that I follow, nobody needs to mention me");
        var quiet = Texts.Of(settings.Quiet ? "my answers are shown to the asker alone" : "everybody sees my answers");
        var language = Language.Find(settings.Language) is { } chosen
            ? Texts.Format($"I speak {chosen.NativeName}; quotes stay in their document's language")
            : Texts.Of("I speak the language of each question: English, French, German, Spanish or Russian");
        return $"""
            {Texts.Of("In this channel:")}
            - **follow {Word(settings.Follow)}** – {follow}
            - **mention-only {Word(settings.MentionOnly)}** – {mentions}
            - **quiet {Word(settings.Quiet)}** – {quiet}
            - **language {settings.Language}** – {language}

            {Texts.Of("Change them with, for example, `/treaty settings quiet on` or `/treaty settings language de`.")}
            """;
    }

    private static string Word(bool isOn) => isOn ? "on" : "off";
}
