using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack;

/// <summary>Keeps what is said in private, for a click on "Share in channel".</summary>
internal sealed class SlackPrivateReplyWriter(IReplyWriter writer, SlackPrivateReplies replies, string key, string question) : IReplyWriter
{
    private const int LongestQuestion = 300;

    public CancellationToken Stopped => writer.Stopped;

    public Task InformAsync(string text, CancellationToken cancellationToken) => writer.InformAsync(text, cancellationToken);

    public Task AppendAsync(string text, CancellationToken cancellationToken) => writer.AppendAsync(text, cancellationToken);

    public Task<ResourceResponse?> CompleteAsync(Reply reply, CancellationToken cancellationToken)
    {
        // Others do not know what was asked.
        var asked = Sending.TextClipper.Clip(question, LongestQuestion);
        replies.Remember(key, asked.Length == 0 ? reply : reply with { Notes = [$"Asked in private and shared: “{asked}”", .. reply.Notes] });
        return writer.CompleteAsync(reply, cancellationToken);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
