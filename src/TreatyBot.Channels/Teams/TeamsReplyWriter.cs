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

    private readonly TeamsStream _stream = new();
    private readonly CancellationTokenSource _stopped = new();
    private DateTimeOffset? _typing;

    public CancellationToken Stopped => _stopped.Token;

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
        var messages = TeamsMessages.Of(reply, _stream.Shown);
        ResourceResponse? last = null;
        for (int i = 0; i < messages.Count; i++)
        {
            last = i == 0 && Streams && _stream.Id is not null
                ? await EndStreamAsync(messages[0], cancellationToken)
                : await turn.SendAsync(messages[i], cancellationToken);
            if (_stream.State == TeamsStreamState.Cancelled)
                return null;
        }

        return last;
    }

    public ValueTask DisposeAsync()
    {
        _stopped.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (!Streams)
        {
            await ShowTypingAsync(cancellationToken);
            return;
        }

        if (_stream.Next(time.GetUtcNow()) is not { } update)
            return;
        try
        {
            var response = await turn.SendAsync(update, cancellationToken);
            _stream.Sent(update, response, time.GetUtcNow());
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
        // A message without text cannot end a stream, and an expired one has ended by itself.
        if (_stream.State != TeamsStreamState.Expired && message.Text is { Length: > 0 })
        {
            await Task.Delay(_stream.WaitFor(time.GetUtcNow()), time, cancellationToken);
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

    private async Task FailedAsync(ConnectorException refusal)
    {
        _stream.Failed(refusal, time.GetUtcNow());
        if (_stream.State == TeamsStreamState.Cancelled)
            await _stopped.CancelAsync();
    }

    private async Task ShowTypingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
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
