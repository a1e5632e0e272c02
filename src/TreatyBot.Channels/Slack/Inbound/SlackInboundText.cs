using System.Text.RegularExpressions;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>What a user said to the bot, out of what Slack sends.</summary>
internal static partial class SlackInboundText
{
    /// <summary>
    /// The text without mentions of the bot, with Slack's markup read out (<c>&lt;#C1|treaties&gt;</c> is “#treaties”) and its three
    /// escapes undone, last, so that an escaped bracket does not become markup.
    /// </summary>
    public static string Of(string? text, string? botUserId)
    {
        var plain = Markup().Replace(text ?? "", match => Spoken(match.Groups["what"].Value, match.Groups["label"].Value, botUserId));
        plain = plain.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        return WhiteSpace().Replace(plain, match => match.Value.Contains('\n', StringComparison.Ordinal) ? "\n" : " ").TrimStart(' ', '\n', ',', ':').TrimEnd();
    }

    public static bool Mentions(string? text, string? botUserId) =>
        botUserId is { Length: > 0 } && Markup().Matches(text ?? "").Any(match => match.Groups["what"].Value == $"@{botUserId}");

    /// <summary>Whether somebody else, or everybody, is mentioned.</summary>
    public static bool MentionsOthers(string? text, string? botUserId) =>
        Markup().Matches(text ?? "").Select(match => match.Groups["what"].Value)
            .Any(what => (what.StartsWith('@') && what != $"@{botUserId}") || what.StartsWith('!'));

    private static string Spoken(string what, string label, string? botUserId) => what switch
    {
        _ when what == $"@{botUserId}" => " ",
        ['@' or '#', ..] => label.Length > 0 ? $"{what[0]}{label}" : what,
        ['!', .. var special] => label.Length > 0 ? label : $"@{special}",
        _ => label.Length > 0 ? label : what,
    };

    [GeneratedRegex(@"<(?<what>[^<>|]+)(?:\|(?<label>[^<>]*))?>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
