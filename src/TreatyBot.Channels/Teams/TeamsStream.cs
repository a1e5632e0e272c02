using System.Net;
using System.Text.Json.Nodes;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Teams;

internal enum TeamsStreamState
{
    /// <summary>Nothing was sent yet.</summary>
    Idle,

    /// <summary>Teams shows what is sent.</summary>
    Open,

    /// <summary>No more chunks; the stream is still ours to end.</summary>
    Held,

    /// <summary>Past Teams' time: what is shown can only be replaced.</summary>
    Expired,

    /// <summary>Streams are not possible here: send plain messages.</summary>
    Refused,

    /// <summary>The user pressed Stop: say nothing more.</summary>
    Cancelled,
}

/// <summary>
/// The rules of a Teams stream: what may be sent next, and what an answer means. No I/O and no clock of its own, so that
/// every rule can be tested as values. Not thread-safe.
/// </summary>
internal sealed class TeamsStream
{
    public const string EntityType = "streaminfo";
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Teams ends a stream after two minutes; what is sent last must arrive before.</summary>
    public static readonly TimeSpan LongestStream = TimeSpan.FromSeconds(110);

    private const int LongestInform = 1000;

    private string _inform = "";
    private string _text = "";
    private string _sentInform = "";
    private int _sequence = 1;
    private DateTimeOffset _started;
    private DateTimeOffset _lastSent;
    private TimeSpan _interval = Interval;

    public TeamsStreamState State { get; private set; } = TeamsStreamState.Idle;

    /// <summary>Named by Teams in its answer to the first update.</summary>
    public string? Id { get; private set; }

    /// <summary>The text that the user sees; later text must begin with it.</summary>
    public string Shown { get; private set; } = "";

    public void Inform(string text) => _inform = TextClipper.Clip(text, LongestInform);

    public void Append(string text) => _text += text;

    /// <summary>How long until the next request may go out.</summary>
    public TimeSpan WaitFor(DateTimeOffset now) =>
        State == TeamsStreamState.Idle || now >= _lastSent + _interval ? TimeSpan.Zero : _lastSent + _interval - now;

    /// <summary>The update that is due now; null when there is none.</summary>
    public Activity? Next(DateTimeOffset now)
    {
        if (State is not (TeamsStreamState.Idle or TeamsStreamState.Open) || WaitFor(now) > TimeSpan.Zero)
            return null;
        if (State == TeamsStreamState.Open && now - _started > LongestStream)
        {
            State = TeamsStreamState.Expired;
            return null;
        }

        // A chunk past the size of one message waits for the end, which can be split.
        var text = TeamsOutboundText.Of(_text);
        if (text.Length > 0)
            return text != Shown && text.Length <= TeamsMessages.LongestText ? Update(text, "streaming") : null;
        return _inform.Length > 0 && _inform != _sentInform ? Update(_inform, "informative") : null;
    }

    public void Sent(Activity update, ResourceResponse? response, DateTimeOffset now)
    {
        if (State == TeamsStreamState.Idle)
        {
            Id = response?.Id;
            _started = now;
            // Without an id there is nothing to continue: a channel that does not know streams took it as typing.
            State = Id is { Length: > 0 } ? TeamsStreamState.Open : TeamsStreamState.Refused;
        }

        _lastSent = now;
        _sequence++;
        if (_text.Length > 0)
            Shown = update.Text!;
        else
            _sentInform = update.Text!;
    }

    /// <summary>Reads a refusal; several share one code and are told apart by their words.</summary>
    public void Failed(ConnectorException refusal, DateTimeOffset now)
    {
        _lastSent = now;
        State = refusal switch
        {
            _ when Says(refusal, "exceeded streaming time") => TeamsStreamState.Expired,
            { Status: HttpStatusCode.Forbidden } when Says(refusal, "cancel") => TeamsStreamState.Cancelled,
            { Status: HttpStatusCode.Gone } => TeamsStreamState.Cancelled,
            _ when Says(refusal, "message size too large") => Continuing(TeamsStreamState.Held),
            { Status: HttpStatusCode.TooManyRequests } when State == TeamsStreamState.Open => TeamsStreamState.Open,
            { Status: HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest } => TeamsStreamState.Refused,
            _ => Continuing(TeamsStreamState.Held),
        };
        if (refusal.Status == HttpStatusCode.TooManyRequests)
            _interval *= 2;
    }

    /// <summary>Makes a message the last of the stream. It has no sequence number.</summary>
    public Activity Final(Activity message) => message with
    {
        Entities = [Info(new JsonObject { ["streamId"] = Id, ["streamType"] = "final" }), .. message.Entities ?? []],
    };

    private TeamsStreamState Continuing(TeamsStreamState state) => Id is null ? TeamsStreamState.Refused : state;

    private Activity Update(string text, string streamType)
    {
        var info = new JsonObject { ["streamType"] = streamType, ["streamSequence"] = _sequence };
        if (Id is not null)
            info["streamId"] = Id;
        return new Activity { Type = ActivityTypes.Typing, Text = text, Entities = [Info(info)] };
    }

    private static Entity Info(JsonObject members) => Entity.Create(EntityType, members);

    private static bool Says(ConnectorException refusal, string words) => refusal.Reason.Contains(words, StringComparison.OrdinalIgnoreCase);
}
