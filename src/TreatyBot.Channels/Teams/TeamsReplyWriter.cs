using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Teams;

/// <summary>
/// Streams a reply in a one-to-one chat; elsewhere, or where Teams refuses, shows typing and sends it whole. Each request
/// waits for the answer to the one before.
/// </summary>
internal sealed class TeamsReplyWriter(TurnContext turn, bool canStream, TimeProvider time) : IReplyWriter
{
    private static readonly TimeSpan TypingInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly TeamsStream _stream = new();
    private readonly CancellationTokenSource _stopped = new();
    private DateTimeOffset? _typing;
    private bool _completed;

    public CancellationToken Stopped => _stopped.Token;

    private bool IsEndable => _stream.Id is not null && _stream.State is TeamsStreamState.Open or TeamsStreamState.Held;

    private bool Streams => canStream && _stream.State != TeamsStreamState.Refused;

    public async Task InformAsync(string text, CancellationToken cancellationToken)
    {
        _stream.Inform(text);
        await ShowAsync(cancellationToken);
    }

    public async Task AppendAsync(string text, CancellationToken cancellationToken)
    {
        _stream.Append(text);
        await ShowAsync(cancellationToken);
    }

    public async Task<ResourceResponse?> CompleteAsync(Reply reply, CancellationToken cancellationToken)
    {
        if (_stream.State == TeamsStreamState.Cancelled)
            return null;
        _completed = true;
        var messages = TeamsMessages.Of(reply, _stream.Shown);
        ResourceResponse? last = null;
        for (int i = 0; i < messages.Count; i++)
        {
            last = i == 0 && _stream.Id is not null ? await EndStreamAsync(messages[0], cancellationToken)
                : TeamsPicture.Is(messages[i]) ? await TrySendAsync(messages[i], cancellationToken)
                : await turn.SendAsync(messages[i], cancellationToken);
            if (_stream.State == TeamsStreamState.Cancelled)
                return null;
        }

        return last;
    }

    /// <summary>Ends a stream that was not completed, so that the user is not left looking at it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_completed && IsEndable)
            await TryEndAsync();
        _stopped.Dispose();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (!Streams)
        {
            await ShowTypingAsync(cancellationToken);
            return;
        }

        if (_stream.Next(time.GetSteadyNow()) is not { } update)
            return;
        try
        {
            var response = await turn.SendAsync(update, cancellationToken);
            _stream.Sent(update, response, time.GetSteadyNow());
        }
        catch (ConnectorException refusal)
        {
            await FailedAsync(refusal);
        }

        if (!Streams)
            await ShowTypingAsync(cancellationToken);
    }

    private async Task<ResourceResponse?> EndStreamAsync(Activity message, CancellationToken cancellationToken)
    {
        // A message without text cannot end a stream, and one that expired or was refused half-way has ended by itself.
        if (IsEndable && message.Text is { Length: > 0 })
        {
            await Task.Delay(_stream.WaitFor(time.GetSteadyNow()), time, cancellationToken);
            try
            {
                var response = await turn.SendAsync(_stream.Final(message), cancellationToken);
                return response?.Id is { Length: > 0 } ? response : new ResourceResponse { Id = _stream.Id };
            }
            catch (ConnectorException refusal)
            {
                await FailedAsync(refusal);
                if (_stream.State == TeamsStreamState.Cancelled)
                    return null;
            }
        }

        return await ReplaceAsync(message, cancellationToken);
    }

    private async Task TryEndAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(EndLimit, time);
            await Task.Delay(_stream.WaitFor(time.GetSteadyNow()), time, limit.Token);
            await turn.SendAsync(_stream.Final(Unfinished), limit.Token);
        }
        catch (Exception exception) when (exception is ConnectorException or OperationCanceledException)
        {
            // Teams ends it by itself after two minutes.
        }
    }

    private Activity Unfinished => new()
    {
        Type = ActivityTypes.Message,
        Text = _stream.Shown.Length > 0 ? $"{_stream.Shown}\n\n_{Texts.Of("I stopped before this was finished.")}_" : Texts.Of("I stopped before there was an answer."),
        TextFormat = TextFormats.Markdown,
    };

    private async Task<ResourceResponse?> ReplaceAsync(Activity message, CancellationToken cancellationToken)
    {
        try
        {
            return await turn.UpdateAsync(_stream.Id!, message, cancellationToken);
        }
        catch (ConnectorException)
        {
            return await turn.SendAsync(message, cancellationToken);
        }
    }

    private async Task<ResourceResponse?> TrySendAsync(Activity message, CancellationToken cancellationToken)
    {
        try
        {
            return await turn.SendAsync(message, cancellationToken);
        }
        catch (ConnectorException)
        {
            // What follows has the same in words.
            return null;
        }
    }

    private async Task FailedAsync(ConnectorException refusal)
    {
        _stream.Failed(refusal, time.GetSteadyNow());
        if (_stream.State == TeamsStreamState.Cancelled)
            await _stopped.CancelAsync();
    }

    private async Task ShowTypingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetSteadyNow();
        if (_typing is { } last && now - last < TypingInterval)
            return;
        _typing = now;
        try
        {
            await turn.SendTypingAsync(cancellationToken);
        }
        catch (ConnectorException)
        {
            // A reply is not lost because nobody saw it coming.
        }
    }
}
