using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Teams;

/// <summary>A reply as the messages that show it in Teams, in order.</summary>
internal static class TeamsMessages
{
    /// <summary>
    /// In UTF-16 units. A quarter of the hard limit at most, with the citations beside it: older clients refuse messages long
    /// before the connector does.
    /// </summary>
    public const int LongestText = 8000;

    private const int LongestSummary = 200;

    private static readonly JsonElement Feedback = JsonSerializer.SerializeToElement(
        new JsonObject { ["feedbackLoop"] = new JsonObject { ["type"] = "default" } }, ProtocolJson.Context.JsonObject);

    private static readonly ConditionalWeakTable<Reply, IReadOnlyList<Activity>> Kept = [];

    /// <param name="reply">What to say.</param>
    /// <param name="streamed">What the user has seen of it; the text then goes on from there and puts nothing in front.</param>
    public static IReadOnlyList<Activity> Of(Reply reply, string streamed = "") =>
        reply.IsKept && streamed.Length == 0 ? Kept.GetValue(reply, made => Make(made, "")) : Make(reply, streamed);

    private static List<Activity> Make(Reply reply, string streamed)
    {
        bool generated = reply.Kind is ReplyKind.Answer or ReplyKind.Abstention;
        var (text, citations) = TeamsCitations.Number(TextOf(reply, generated, streamed), reply.Citations);
        var messages = TextClipper.Split(text, LongestText)
            .Select(piece => new Activity
            {
                Type = ActivityTypes.Message,
                Text = piece,
                TextFormat = TextFormats.Markdown,
                Entities = generated ? [TeamsCitations.ToEntity(piece, citations)] : null,
            })
            .Concat(TeamsPicture.Of(reply.Timeline) is { } picture ? [picture] : [])
            .Concat(CardOf(reply) is { } card ? [new Activity { Type = ActivityTypes.Message, Attachments = [card] }] : [])
            .ToList();
        if (messages.Count == 0)
            return [];

        // The first message is what the notification shows; feedback and follow-ups belong under the last.
        messages[0] = messages[0] with { Summary = SummaryOf(reply) };
        messages[^1] = messages[^1] with
        {
            ChannelData = generated ? Feedback : null,
            SuggestedActions = reply.Suggestions.Count > 0 ? SuggestedActions.Saying(reply.Suggestions) : null,
        };
        return messages;
    }

    private static string TextOf(Reply reply, bool generated, string streamed)
    {
        // Only the program's own words may hold markup of their own.
        Func<string, string> safe = generated ? TeamsOutboundText.Of : text => text;
        var lead = safe(PlainReplyText.Lead(reply));
        var text = streamed.Length > 0 && safe(reply.Text).StartsWith(streamed, StringComparison.Ordinal) ? safe(reply.Text) : lead;
        text += string.Concat(reply.Notes.Select(note => $"\n\n_{TeamsOutboundText.Of(note)}_"));
        // An abstention's nearest passages are not marked in its text; named below it, they can be opened.
        if (reply.IsAbstention)
            text += string.Concat(reply.Citations.Select(near => $"\n- {TeamsOutboundText.Of(PlainReplyText.Describe(near))} [{near.Number}]"));
        return text;
    }

    private static Attachment? CardOf(Reply reply) => reply switch
    {
        { Kind: ReplyKind.Sources, Citations.Count: > 0 } => AdaptiveCards.Sources(reply.Citations),
        { Timeline: { } timeline } => AdaptiveCards.Timeline(timeline),
        _ => null,
    };

    private static string? SummaryOf(Reply reply)
    {
        var lead = string.IsNullOrWhiteSpace(reply.ShortAnswer) || reply.Text.StartsWith(reply.ShortAnswer, StringComparison.OrdinalIgnoreCase)
            ? reply.Text
            : $"{reply.ShortAnswer} – {reply.Text}";
        var plain = PlainText.Of(lead.ReplaceLineEndings(" ").Replace("**", "", StringComparison.Ordinal)).Trim();
        return plain.Length > 0 ? TextClipper.Clip(plain, LongestSummary) : reply.Timeline?.Title;
    }
}
