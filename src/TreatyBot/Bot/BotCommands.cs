using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Output;

namespace TreatyBot.Bot;

/// <summary>What can be said to the bot besides questions, as plain words or with a slash.</summary>
internal sealed class BotCommands(IPassageStore store, ConversationMemory memory, TimelineReplies timelines, StatusQuestions statuses)
{
    private const string Help = """
        I answer questions about arms-control treaties from my documents, and show the sentence that each answer rests on.
        Ask, for instance: When was the INF Treaty signed? Is Open Skies still in force? Why did Russia leave the CFE?
        Follow-ups work: “and the Americans?”, “why?”.
        Also: sources (the sources of the last answer), documents (all I can answer from), timeline of New START, status of New START as of 1 March 2023, forget (forget this conversation), help.
        """;

    /// <returns>Null when the text is no command.</returns>
    public async Task<Reply?> TryRunAsync(string text, string conversation, CancellationToken cancellationToken) =>
        text.Trim().TrimStart('/').TrimEnd('.', '!', '?').ToLowerInvariant() switch
        {
            "help" => Reply.Notice(Help),
            "sources" or "show sources" => Sources(conversation),
            "documents" => await DocumentsAsync(cancellationToken),
            "forget" => Forget(conversation),
            _ => await timelines.TryReplyAsync(text, cancellationToken) ?? await statuses.TryReplyAsync(text, conversation, cancellationToken),
        };

    private Reply Sources(string conversation)
    {
        if (memory.Latest(conversation) is not { } answer)
            return Reply.Notice("There is no answer yet whose sources I could show.");
        var composed = ReplyComposer.Compose(answer);
        return composed.Citations.Count == 0
            ? Reply.Notice("My last reply rested on no source.")
            : new Reply { Kind = ReplyKind.Sources, Text = $"Sources of my answer to “{answer.Question}”:", Citations = composed.Citations };
    }

    private async Task<Reply> DocumentsAsync(CancellationToken cancellationToken)
    {
        var documents = await store.ListDocumentsAsync(cancellationToken);
        return Reply.Notice(string.Join('\n', documents.Select(document => $"- {SourceLine.Of(document)}").Prepend($"I answer from {documents.Count} documents:")));
    }

    private Reply Forget(string conversation)
    {
        memory.Forget(conversation);
        return Reply.Notice("Done: I have forgotten what we said here.");
    }
}
