using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Turns;

/// <summary>For channels that show nothing before a reply is whole.</summary>
internal sealed class PlainReplyWriter(TurnContext turn) : IReplyWriter
{
    private bool _typing;

    public CancellationToken Stopped => CancellationToken.None;

    public Task InformAsync(string text, CancellationToken cancellationToken) => ShowTypingAsync(cancellationToken);

    public Task AppendAsync(string text, CancellationToken cancellationToken) => ShowTypingAsync(cancellationToken);

    public Task<ResourceResponse?> CompleteAsync(Reply reply, CancellationToken cancellationToken) =>
        turn.SendTextAsync(PlainReplyText.Of(reply), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ShowTypingAsync(CancellationToken cancellationToken)
    {
        if (_typing)
            return;
        _typing = true;
        await turn.SendTypingAsync(cancellationToken);
    }
}
