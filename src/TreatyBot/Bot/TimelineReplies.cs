using System.Text.RegularExpressions;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Knowledge.Treaties;
using TreatyBot.Output;
using TreatyBot.Pictures;

namespace TreatyBot.Bot;

/// <summary>"timeline of New START", "timeline CFE for Russia".</summary>
internal sealed partial class TimelineReplies(TimelineBuilder timelines)
{
    public static bool Asks(string text) => Asked().IsMatch(text.Trim());

    /// <param name="text">What <see cref="Asks"/> says yes to.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<Reply> ReplyAsync(string text, CancellationToken cancellationToken)
    {
        var (treaty, party) = Split(Asked().Match(text.Trim()).Groups["rest"].Value);
        var result = await timelines.BuildAsync(treaty, party, cancellationToken);
        if (result.Timeline is not { } timeline)
            return Reply.Notice(result.Refusal!);
        return timeline.Entries.Count == 0 ? Reply.Notice(TimelineText.Nothing(timeline)) : Compose(timeline);
    }

    // A treaty's name may have a "for" of its own.
    private static (string Treaty, string? Party) Split(string rest)
    {
        var at = rest.LastIndexOf(" for ", StringComparison.OrdinalIgnoreCase);
        return at > 0 && PartyGazetteer.Default.Resolve(rest[(at + 5)..]) is not null ? (rest[..at], rest[(at + 5)..]) : (rest, null);
    }

    private static Reply Compose(Timeline timeline) => new()
    {
        Kind = ReplyKind.Timeline,
        Text = $"{timeline.Title} ({TimelineText.Subtitle(timeline)})",
        Citations = [.. timeline.Citations.Select(ReplyComposer.Citation)],
        Notes = [.. timeline.Entries.Select(entry => entry.DateWorking).OfType<string>().Distinct()],
        Timeline = new(timeline.Title, [.. timeline.Entries.Select(entry => new ReplyTimelineEntry(entry.Date.ToString(), TimelineText.Line(entry), entry.Citations[0]))])
        {
            Png = TimelinePicture.Draw(timeline),
        },
    };

    [GeneratedRegex(@"^/?(?:show (?:me )?)?(?:the |a )?timeline (?:of |for )?(?:the )?(?<rest>.+?)[.!?]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asked();
}
