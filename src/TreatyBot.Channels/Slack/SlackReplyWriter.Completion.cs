using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Slack;

internal sealed partial class SlackReplyWriter
{
    /// <summary>Puts the reply's first message where its beginning was shown, or where it is to go.</summary>
    private async Task<string?> CompleteFirstAsync(SlackReply form, CancellationToken cancellationToken)
    {
        var (installation, channel) = (_destination.Installation, _destination.ChannelId);
        if (_destination.ResponseUrl is { } address)
            return await SendAsync(form, 0, message => RespondAsync(address, message, cancellationToken), cancellationToken);
        if (_destination is { IsPrivate: true, UserId: { } user })
            return await SendAsync(form, 0, message => WhisperAsync(user, message, cancellationToken), cancellationToken);

        if (_stream.State == SlackStreamState.Open && await TryContinueAsync(form, cancellationToken))
            return _stream.Ts;
        if (_stream.State is SlackStreamState.Open or SlackStreamState.Diverged)
            await TryStopAsync(cancellationToken);
        if ((_stream.Ts ?? _draft.Ts ?? _destination.ReplaceTs) is not { } shown)
            return await PostAsync();

        try
        {
            return await SendAsync(
                form, 0,
                async message =>
                {
                    await _web.UpdateAsync(installation, channel, shown, message, cancellationToken);
                    return shown;
                },
                cancellationToken);
        }
        catch (SlackApiException refusal) when (!refusal.IsOutcomeUnknown && !refusal.IsTokenDead)
        {
            LogNotReplaced(refusal.Error);
            await TryDeleteAsync(shown, cancellationToken);
            return await PostAsync();
        }

        Task<string?> PostAsync() => SendAsync(
            form, 0, message => _web.PostMessageAsync(installation, channel, message, _destination.ThreadTs, cancellationToken), cancellationToken);
    }

    /// <summary>Ends the stream with what is still missing; false when it is to be replaced.</summary>
    private async Task<bool> TryContinueAsync(SlackReply form, CancellationToken cancellationToken)
    {
        for (int size = 0; form.Continue(_stream.Shown, size) is { } rest; size++)
        {
            try
            {
                await _web.StopStreamAsync(
                    _destination.Installation, _destination.ChannelId, _stream.Ts!, rest.Missing.Length > 0 ? rest.Missing : null, rest.Blocks,
                    _destination.QuestionTs, cancellationToken);
                _stream.Stopped();
                return true;
            }
            catch (SlackApiException refusal) when (refusal.IsTooLong && size < SlackReply.Smallest)
            {
                LogTooLong(refusal.Error);
            }
            catch (SlackApiException refusal)
            {
                LogNotStreamed(refusal.Method, refusal.Error);
                _stream.Failed(refusal, _time.GetUtcNow());
                return false;
            }
        }

        return false;
    }

    private async Task TryStopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _web.StopStreamAsync(_destination.Installation, _destination.ChannelId, _stream.Ts!, null, null, null, cancellationToken);
        }
        catch (SlackApiException refusal)
        {
            // It ended by itself; what it shows is replaced all the same.
            LogNotStreamed(refusal.Method, refusal.Error);
        }

        _stream.Stopped();
    }

    private async Task TryDeleteAsync(string ts, CancellationToken cancellationToken)
    {
        // What somebody else's edit or a moderator took away is not there to be deleted.
        try
        {
            await _web.DeleteAsync(_destination.Installation, _destination.ChannelId, ts, cancellationToken);
        }
        catch (SlackApiException refusal)
        {
            LogNotReplaced(refusal.Error);
        }
    }

    private async Task<string?> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _web.RespondAsync(address, message, inChannel: !_destination.IsPrivate, replacesOriginal: false, cancellationToken);
        }
        catch (SlackApiException refusal) when (_destination is { IsPrivate: true, UserId.Length: > 0 } && refusal is { IsOutcomeUnknown: false, IsTooLong: false })
        {
            // Good for five answers within half an hour; a slow one may come too late.
            LogNotReplaced(refusal.Error);
            await WhisperAsync(_destination.UserId, message, cancellationToken);
        }

        return null;
    }

    private async Task<string?> WhisperAsync(string user, SlackMessage message, CancellationToken cancellationToken)
    {
        await _web.PostEphemeralAsync(_destination.Installation, _destination.ChannelId, user, message, _destination.ThreadTs, cancellationToken);
        return null;
    }

    /// <summary>Sends one message, smaller when Slack finds it too long.</summary>
    private async Task<string?> SendAsync(SlackReply form, int index, Func<SlackMessage, Task<string?>> send, CancellationToken cancellationToken)
    {
        for (int size = 0; ; size++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await send(form.Message(index, size) with { Answers = _destination.QuestionTs });
            }
            catch (SlackApiException refusal) when (refusal.IsTooLong && size < SlackReply.Smallest)
            {
                LogTooLong(refusal.Error);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "A message was too long for Slack ({Error}); sending it smaller.")]
    private partial void LogTooLong(string error);

    [LoggerMessage(LogLevel.Warning, "A message could not be replaced: {Error}.")]
    private partial void LogNotReplaced(string error);
}
