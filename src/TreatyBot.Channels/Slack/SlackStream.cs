using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Slack;

internal enum SlackStreamState
{
    /// <summary>Nothing was sent yet.</summary>
    Idle,

    /// <summary>Slack shows what is sent.</summary>
    Open,

    /// <summary>Still ours to end, but what it shows is not known, or can take no more: it is replaced in the end.</summary>
    Diverged,

    /// <summary>Slack ended it: what it shows can only be replaced.</summary>
    Ended,

    /// <summary>Streams are not possible here.</summary>
    Refused,
}

/// <summary>
/// The rules of a Slack stream: what may be sent next, and what an answer means. Unlike in Teams each update holds only what is new. No I/O and no
/// clock of its own, so that every rule can be tested as values. Not thread-safe.
/// </summary>
internal sealed class SlackStream
{
    /// <summary>A stream's methods may be called some 100 times a minute by a whole workspace.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private string _text = "";
    private DateTimeOffset _lastSent;
    private TimeSpan _interval = Interval;

    public SlackStreamState State { get; private set; } = SlackStreamState.Idle;

    /// <summary>The message that grows.</summary>
    public string? Ts { get; private set; }

    /// <summary>What Slack was sent: all deltas together.</summary>
    public string Shown { get; private set; } = "";

    public void Append(string text) => _text += text;

    /// <summary>What is due now; null for nothing.</summary>
    public string? Next(DateTimeOffset now)
    {
        if (State is not (SlackStreamState.Idle or SlackStreamState.Open) || (State == SlackStreamState.Open && now < _lastSent + _interval))
            return null;
        // Half a character is not sent, and past the size of one message the rest waits for the end, which can be split.
        var whole = _text.Length > 0 && char.IsHighSurrogate(_text[^1]) ? _text[..^1] : _text;
        if (whole.Length > SlackReply.LongestPiece || string.IsNullOrWhiteSpace(whole))
            return null;
        var safe = SlackMarkdown.Of(whole);
        return safe.Length > Shown.Length ? safe[Shown.Length..] : null;
    }

    public void Started(string delta, string? ts, DateTimeOffset now)
    {
        Ts = ts;
        State = string.IsNullOrEmpty(ts) ? SlackStreamState.Refused : SlackStreamState.Open;
        Sent(delta, now);
    }

    public void Sent(string delta, DateTimeOffset now)
    {
        Shown += delta;
        _lastSent = now;
    }

    public void Failed(SlackApiException refusal, DateTimeOffset now)
    {
        _lastSent = now;
        switch (State)
        {
            case SlackStreamState.Idle:
                State = SlackStreamState.Refused;
                break;
            case SlackStreamState.Open when refusal.Error == SlackApiException.RateLimited:
                _interval *= 2;
                break;
            default:
                State = refusal.Error is "message_not_in_streaming_state" or "message_not_found" ? SlackStreamState.Ended : SlackStreamState.Diverged;
                break;
        }
    }

    /// <summary>It was ended by us.</summary>
    public void Stopped() => State = SlackStreamState.Ended;
}
