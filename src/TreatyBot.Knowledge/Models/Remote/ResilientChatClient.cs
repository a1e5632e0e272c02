using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>
/// Calls a model under a <see cref="ModelCallPolicy"/>. On the wire the reply is streamed, so that stalls, oversize and early ends are
/// noticed; callers get it whole or not at all, because nothing unchecked may be shown.
/// </summary>
internal sealed class ResilientChatClient(IChatClient inner, ModelCallPolicy policy) : DelegatingChatClient(inner)
{
    private const int LongestReply = 64 * 1024;

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> whole = [.. messages];
        return policy.RunAsync(token => CallAsync(whole, options, token), cancellationToken);
    }

    /// <summary>Yields once the reply is complete.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            policy.Dispose();
        base.Dispose(disposing);
    }

    private async Task<ChatResponse> CallAsync(List<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        var length = 0;
        await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, options?.Clone(), cancellationToken).WithCancellation(cancellationToken))
        {
            updates.Add(update);
            length += update.Text.Length;
            if (length > LongestReply)
                throw new ModelException(ModelFault.TooLarge, $"The model wrote more than {LongestReply / 1024} KB and was stopped.");
        }
        // A stream that a client library left quietly.
        cancellationToken.ThrowIfCancellationRequested();
        var response = updates.ToChatResponse();
        return response.FinishReason switch
        {
            { } reason when reason == ChatFinishReason.ContentFilter => throw new ModelException(ModelFault.Filtered, ErrorReplies.Wording(ModelFault.Filtered)),
            null => throw new ModelException(ModelFault.CutShort, "The model's reply ended before it was finished, or broke off with an error."),
            { } reason when reason == ChatFinishReason.Length => throw new ModelException(
                ModelFault.ContextExceeded, "The model ran out of tokens before it had finished; raise ContextTokens, or max_tokens in the prompt's config.json."),
            _ when string.IsNullOrWhiteSpace(response.Text) => throw new ModelException(ModelFault.Empty, "The model's reply was empty."),
            _ when HasBrokenText(response.Text) => throw new ModelException(ModelFault.Malformed, "The model's reply holds bytes that are no text."),
            _ => response,
        };
    }

    private static bool HasBrokenText(string text) => text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
