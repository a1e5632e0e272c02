using System.Globalization;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>
/// A reply as the messages that show it in Slack, in order: the answer first, under the last piece of it what it rests on. Each message can
/// be had in three sizes; quotes are shortened first, then the answer, and the sources stay named in all of them.
/// </summary>
internal sealed class SlackReply(Reply reply, SlackForm form)
{
    /// <summary>The smallest size.</summary>
    public const int Smallest = 2;

    /// <summary>In UTF-16 units of Markdown; leaves as much again for what stands under the answer.</summary>
    public const int LongestPiece = 6000;

    // Of a message's blocks as JSON. Slack refuses from about 13,200 and does not say what it counts.
    private const int LongestBlocks = 12_000;
    // When what should have fit was refused.
    private const int ShortestBlocks = 8000;
    private const int LongestSummary = 3000;
    // A question cut short would be another question.
    private const int LongestSuggestion = 300;
    private const int MostSuggestions = 5;
    private const int LongestSourceList = 4000;

    private static readonly int[] QuoteLengths = [600, 160];
    private static readonly int[] AskedQuoteLengths = [2000, 600];

    private readonly IReadOnlyList<string> _pieces = PiecesOf(PlainReplyText.Lead(reply), form.IsSingle);

    public int Count => Math.Max(_pieces.Count, 1);

    /// <summary>Whether it comes from documents and is therefore rated.</summary>
    private bool IsGenerated => reply.Kind is ReplyKind.Answer or ReplyKind.Abstention;

    /// <param name="index">Of the message.</param>
    /// <param name="size">0 for the fullest; the largest that fits is taken.</param>
    public SlackMessage Message(int index, int size)
    {
        var piece = index < _pieces.Count ? _pieces[index] : "";
        var sections = SlackSections.Of(piece);
        var tail = index == Count - 1 ? Fitting(size, BlockKit.MostBlocks - sections.Count, LongestBlocks - Cost(sections)) : [];
        bool isTooMuch = tail.Count + sections.Count > BlockKit.MostBlocks || Cost(tail) + Cost(sections) > LongestBlocks;
        if (size == Smallest || isTooMuch)
            sections = SlackSections.Fitting(piece, (size == Smallest ? ShortestBlocks : LongestBlocks) - Cost(tail));
        return new SlackMessage(index == 0 ? Summary() : TextClipper.Clip(SlackMrkdwn.Escape(piece), LongestSummary), new JsonArray([.. sections.Concat(tail)]));
    }

    /// <summary>The Markdown of the first message without anything in front, for a stream, and what follows under it.</summary>
    /// <returns>Null when what was shown cannot be continued so.</returns>
    public (string Missing, JsonArray? Blocks)? Continue(string shown, int size)
    {
        var pieces = PiecesOf(reply.Text, form.IsSingle);
        if (pieces.Count != 1 || SlackMarkdown.Of(pieces[0]) is var text && !text.StartsWith(shown, StringComparison.Ordinal))
            return null;
        var tail = Fitting(size, BlockKit.MostBlocks, LongestBlocks);
        return (text[shown.Length..], tail.Count > 0 ? new JsonArray([.. tail]) : null);
    }

    /// <summary>For notifications and screen readers: the answer and its sources in words.</summary>
    public string Summary()
    {
        var lead = string.IsNullOrWhiteSpace(PlainReplyText.Lead(reply)) ? reply.Timeline?.Title ?? "" : PlainReplyText.Lead(reply);
        var sources = reply.Citations.Count == 0 ? "" : "\n" + string.Join('\n', reply.Citations.Select(SourceLine));
        return SlackMrkdwn.Escape(TextClipper.Clip(lead.Replace("**", "", StringComparison.Ordinal), LongestSummary) + TextClipper.Clip(sources, LongestSummary));
    }

    private static string SourceLine(ReplyCitation citation) => string.Create(CultureInfo.InvariantCulture, $"[{citation.Number}] {PlainReplyText.Describe(citation)}");

    private static IReadOnlyList<string> PiecesOf(string text, bool isSingle) =>
        isSingle ? string.IsNullOrWhiteSpace(text) ? [] : [text] : SlackTextSplitter.Split(text, LongestPiece);

    // What stands under the answer, in the largest form from the asked one on that leaves the answer whole.
    private List<JsonObject> Fitting(int size, int mostBlocks, int mostCharacters)
    {
        for (; size < Smallest; size++)
        {
            var tail = Tail(size).ToList();
            if (tail.Count <= mostBlocks && Cost(tail) <= mostCharacters)
                return tail;
        }

        return [.. Tail(Smallest)];
    }

    private IEnumerable<JsonObject> Tail(int size)
    {
        if (reply.Timeline is { } timeline)
        {
            foreach (var block in SlackTimeline.Of(timeline, size))
                yield return block;
        }

        if (reply.Notes.Count > 0)
            yield return BlockKit.Context(SlackSections.Lines(reply.Notes.Select(note => $"_{SlackMrkdwn.Escape(note)}_"), BlockKit.LongestSection / (size + 1)));
        foreach (var block in Sources(size))
            yield return block;
        if (IsGenerated)
            yield return BlockKit.Feedback();
        if (Buttons().ToList() is { Count: > 0 } buttons)
            yield return BlockKit.Actions(buttons);
    }

    private IEnumerable<JsonObject> Sources(int size)
    {
        if (reply.Citations.Count == 0)
            yield break;
        if (reply.Kind != ReplyKind.Sources)
            yield return BlockKit.Context($"*{Texts.Of(reply.IsAbstention ? "Nearest passages" : "Sources")}*");
        // A timeline's lines carry the marks; a quote for each would bury them.
        var lengths = reply.Kind == ReplyKind.Sources ? AskedQuoteLengths : QuoteLengths;
        foreach (var block in size == Smallest || reply.Kind == ReplyKind.Timeline
            ? SlackSources.Listed(reply.Citations, LongestSourceList)
            : SlackSources.Quoted(reply.Citations, lengths[size]))
            yield return block;
    }

    private IEnumerable<JsonObject> Buttons()
    {
        int said = 0;
        if (reply is { Kind: ReplyKind.Answer, Citations.Count: > 0 })
            yield return Say(Texts.Of("Show sources"), "sources");
        foreach (var suggestion in reply.Suggestions.Where(suggestion => suggestion.Trim().Length is > 0 and <= LongestSuggestion).Take(MostSuggestions))
            yield return Say(suggestion.StartsWith("timeline ", StringComparison.OrdinalIgnoreCase) ? Texts.Format($"Timeline: {suggestion[9..]}") : suggestion, suggestion);
        if (form.ShareKey is { Length: > 0 } key)
            yield return BlockKit.Button(SlackActions.Share, Texts.Of("Share in channel"), key);

        JsonObject Say(string label, string text) =>
            BlockKit.Button(string.Create(CultureInfo.InvariantCulture, $"{SlackActions.SayPrefix}{said++}"), label, text);
    }

    internal static int Cost(IEnumerable<JsonObject> blocks) => blocks.Sum(block => block.ToJsonString(ProtocolJson.Options).Length + 1) + 2;
}
