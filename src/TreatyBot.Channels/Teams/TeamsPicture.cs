using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Teams;

/// <summary>
/// A timeline's picture as a message of its own, so that nothing is lost with it where it is refused: the card of
/// its dates has the same in words.
/// </summary>
internal static class TeamsPicture
{
    /// <summary>
    /// Teams does not count pictures, but the whole body, with the picture as base64, stays below 100,000 bytes: what stands between
    /// may count them.
    /// </summary>
    public const int Largest = 72 * 1024;

    private const string Name = "timeline.png";

    /// <summary>Null when there is none that can be shown.</summary>
    public static Activity? Of(ReplyTimeline? timeline)
    {
        var url = timeline switch
        {
            { PictureUrl: { } address } => PlainText.WebAddress(address.AbsoluteUri),
            { Png.Length: > 0 and <= Largest } => "data:image/png;base64," + Convert.ToBase64String(timeline.Png.Span),
            _ => null,
        };
        return url is null ? null : new Activity
        {
            Type = ActivityTypes.Message,
            Attachments = [AdaptiveCards.Picture(url, $"Timeline: {timeline!.Title}") with { Name = Name }],
        };
    }

    public static bool Is(Activity activity) => activity.Attachments is [{ Name: Name }];
}
