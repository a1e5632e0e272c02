using System.Net;
using System.Text.RegularExpressions;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Teams;

/// <summary>What a user said to the bot, out of what Teams sends.</summary>
internal static partial class TeamsInboundText
{
    /// <summary>
    /// The text without mentions of the bot. Entities say what is a mention; the markup in the text, which a user can type,
    /// does not. A click on a card's button that says something counts as saying it.
    /// </summary>
    public static string Of(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in Mention.In(activity))
        {
            if (mention.Text is { Length: > 0 } markup)
                text = text.Replace(markup, IsOwn(mention, activity) ? " " : mention.Mentioned.Name ?? " ", StringComparison.Ordinal);
        }

        // Decoded last: a decoded "<" must not become markup. Non-breaking spaces are what Teams puts after a mention.
        text = WhiteSpace().Replace(WebUtility.HtmlDecode(text), match => match.Value.Contains('\n', StringComparison.Ordinal) ? "\n" : " ").Trim();
        return text.Length > 0 ? text : Said(activity) ?? "";
    }

    /// <summary>The <c>say</c> member of a submitted card; null when the activity is none.</summary>
    public static string? Said(Activity activity) => activity.Value.GetText(AdaptiveCards.SayMember)?.Trim();

    /// <summary>Whether the bot is mentioned, as it must be to answer in a channel.</summary>
    public static bool IsMentioned(Activity activity) => Mention.In(activity).Any(mention => IsOwn(mention, activity));

    private static bool IsOwn(Mention mention, Activity activity) =>
        mention.Mentioned.Id is { Length: > 0 } id && id == activity.Recipient?.Id;

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
