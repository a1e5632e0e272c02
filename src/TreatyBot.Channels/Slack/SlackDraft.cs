using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Slack;

/// <summary>A message that is changed while its text grows, where there are no streams. A change that fails is made up for by the next.</summary>
internal sealed class SlackDraft(SlackWebClient web, SlackDestination destination, TimeProvider time)
{
    /// <summary>A workspace allows some 50 changes a minute for all replies together.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private string _text = "";
    private string _shown = "";
    private DateTimeOffset _lastShown;
    private TimeSpan _interval = Interval;
    private bool _isRefused;

    /// <summary>Null before anything was shown.</summary>
    public string? Ts { get; private set; }

    public void Append(string text) => _text += text;

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_isRefused || _text == _shown || string.IsNullOrWhiteSpace(_text) || now < _lastShown + _interval)
            return;
        _lastShown = now;
        try
        {
            var text = _text;
            var message = Message($"{text} …");
            if (Ts is null)
                Ts = await web.PostMessageAsync(destination.Installation, destination.ChannelId, message, destination.ThreadTs, cancellationToken);
            else
                await web.RefreshAsync(destination.Installation, destination.ChannelId, Ts, message, cancellationToken);
            _shown = text;
        }
        catch (SlackApiException)
        {
            // Without a first message there is nothing to be changed: the reply is then posted whole.
            _isRefused = Ts is null;
            _interval *= 2;
        }
    }

    /// <summary>Leaves what is shown, with a word on why it ends here.</summary>
    public Task EndAsync(string words, CancellationToken cancellationToken) =>
        web.UpdateAsync(destination.Installation, destination.ChannelId, Ts!, Message($"{_shown}\n\n_{words}_"), cancellationToken);

    private static SlackMessage Message(string markdown) =>
        new SlackReply(Turns.Reply.Notice(markdown), new SlackForm(IsSingle: true)).Message(0, 0);
}
