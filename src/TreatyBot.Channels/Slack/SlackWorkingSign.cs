using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Slack;

/// <summary>
/// Shows that the bot is at work: eyes under the question, and in words under its thread. Nothing fails because a sign cannot be shown; one
/// that was refused is not tried again.
/// </summary>
internal sealed partial class SlackWorkingSign(SlackWebClient web, SlackDestination destination, TimeProvider time, ILogger logger)
{
    private const string Eyes = "eyes";
    private const int LongestStatus = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool _isReacted;
    private bool _canReact = destination is { QuestionTs: not null, IsPrivate: false, ResponseUrl: null };
    private bool _canTell = destination is { ThreadTs: not null, IsPrivate: false, ResponseUrl: null };
    private string _told = "";
    private DateTimeOffset _lastTold;

    public async Task ShowAsync(string? status, CancellationToken cancellationToken)
    {
        if (_canReact && !_isReacted)
        {
            _isReacted = true;
            _canReact = await TryAsync(() => web.AddReactionAsync(destination.Installation, destination.ChannelId, destination.QuestionTs!, Eyes, cancellationToken));
        }

        if (_canTell && status is { Length: > 0 } && status != _told && time.GetUtcNow() - _lastTold >= Interval)
        {
            _told = status;
            _lastTold = time.GetUtcNow();
            var clipped = TextClipper.Clip(PlainText.Of(status), LongestStatus);
            _canTell = await TryAsync(() => web.SetStatusAsync(destination.Installation, destination.ChannelId, destination.ThreadTs!, clipped, cancellationToken));
        }
    }

    /// <param name="posted">Whether the bot posted: the words then go by themselves.</param>
    public async Task ClearAsync(bool posted, CancellationToken cancellationToken)
    {
        if (_isReacted && _canReact)
            await TryAsync(() => web.RemoveReactionAsync(destination.Installation, destination.ChannelId, destination.QuestionTs!, Eyes, cancellationToken));
        if (_told.Length > 0 && _canTell && !posted)
            await TryAsync(() => web.SetStatusAsync(destination.Installation, destination.ChannelId, destination.ThreadTs!, "", cancellationToken));
        _isReacted = false;
        _told = "";
    }

    private async Task<bool> TryAsync(Func<Task> show)
    {
        try
        {
            await show();
            return true;
        }
        catch (SlackApiException refusal)
        {
            LogNotShown(refusal.Method, refusal.Error);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "A sign of work was not shown: {Method} answered {Error}.")]
    private partial void LogNotShown(string method, string error);
}
