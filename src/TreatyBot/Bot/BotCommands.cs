using System.Text.RegularExpressions;
using TreatyBot.Channels.Turns;
using TreatyBot.Corpus;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;
using TreatyBot.Output;

namespace TreatyBot.Bot;

/// <summary>What a command comes to: something said at once, or a question put in other words. Neither: it is no command.</summary>
internal sealed record CommandResult(Reply? Reply = null, Question? Question = null);

/// <summary>What can be said to the bot besides questions, as plain words or with a slash.</summary>
internal sealed partial class BotCommands(
    IPassageStore store, ConversationMemory memory, TimelineReplies timelines, CatalogueProvider catalogues, DocumentDirectory directory, CorpusReadiness readiness)
{
    private const int MostDocuments = 60;

    internal const string Help = """
        I answer questions about arms-control treaties from my documents, and show the sentence that each answer rests on.
        Ask, for instance: When was the INF Treaty signed? Is Open Skies still in force? Why did Russia leave the CFE?
        Follow-ups work: “and the Americans?”, “why?”.

        I also understand:
        - **sources** – the sources of my last answer
        - **status INF as of 2019-06-01** – how a treaty stood on a day
        - **timeline New START** – a treaty's dated events
        - **documents** – all that I can answer from
        - **forget** – forget this conversation and erase what is stored of it
        - **help** – this text
        """;

    private static readonly CommandResult None = new();

    public async Task<CommandResult> ReadAsync(string text, string conversation, CancellationToken cancellationToken)
    {
        var said = Words(text);
        var reply = CommandWords.English(said) switch
        {
            "help" => Reply.Notice(Texts.Of(Help)),
            "sources" or "show sources" or "show the sources" => Sources(conversation),
            "documents" => await WhenReadyAsync(DocumentsAsync, cancellationToken),
            _ => null,
        };
        if (reply is not null)
            return new(reply);
        if (TimelineReplies.Asks(said))
            return new(await WhenReadyAsync(token => timelines.ReplyAsync(said, token), cancellationToken));
        return Status().Match(said) is { Success: true } status && readiness.IsReady
            ? await StatusAsync(status.Groups["treaty"].Value, status.Groups["date"].Value, cancellationToken)
            : None;
    }

    /// <summary>A command without the signs around it.</summary>
    public static string Words(string text) => text.Trim().TrimStart('/').TrimEnd('.', '!', '?').Trim();

    public static bool AsksForHelp(string text) => CommandWords.English(Words(text)) == "help";

    private async Task<Reply> WhenReadyAsync(Func<CancellationToken, Task<Reply>> work, CancellationToken cancellationToken)
    {
        if (!readiness.IsReady)
            return Reply.Notice(Texts.Of("I am still reading my documents. Please ask again in a minute."));
        try
        {
            return await work(cancellationToken);
        }
        catch (StoreException)
        {
            return Reply.Notice(Texts.Of("I cannot reach my documents at the moment. Please ask again in a few minutes."));
        }
    }

    private Reply Sources(string conversation)
    {
        if (memory.Latest(conversation) is not { } answer)
            return Reply.Notice(Texts.Of("There is no answer yet whose sources I could show."));
        var composed = ReplyComposer.Compose(answer);
        return composed.Citations.Count == 0
            ? Reply.Notice(Texts.Of("My last reply rested on no source."))
            : new Reply { Kind = ReplyKind.Sources, Text = Texts.Format($"Sources of my answer to “{answer.Question}”:"), Citations = composed.Citations };
    }

    private async Task<Reply> DocumentsAsync(CancellationToken cancellationToken)
    {
        var documents = await store.ListDocumentsAsync(cancellationToken);
        var lines = documents.Take(MostDocuments).Select(document => $"- {SourceLine.Of(document)}").Prepend(Texts.Format($"I answer from {documents.Count} documents:"));
        return Reply.Notice(string.Join('\n', documents.Count > MostDocuments ? lines.Append(Texts.Format($"… and {documents.Count - MostDocuments} more.")) : lines));
    }

    private async Task<CommandResult> StatusAsync(string name, string date, CancellationToken cancellationToken)
    {
        // Without a treaty's name these are words of a question.
        if (await TreatyInAsync(name, cancellationToken) is not { } treaty)
            return None;
        DateOnly? asOf = null;
        if (date.Length > 0)
        {
            if (Day(date) is not { } day)
                return new(Reply.Notice(Texts.Format($"I cannot read “{date}” as a day. Write it as 2019-06-01 or 1 June 2019.")));
            asOf = day;
        }
        return new(Question: new Question($"What is the status of {EventPhrases.TreatyName(treaty, catalogues.Get().Catalogue)}?") { AsOf = asOf });
    }

    // A month or a year stands for its last day, as it does in questions.
    private static DateOnly? Day(string date) => PartialDate.TryParseIso(date, out var iso)
        ? iso.Latest
        : DateFinder.Find(date, DateContext.None, lenientCase: true) is [{ Date: { } found } mention] && mention.Length == date.Trim().Length ? found.Latest : null;

    private async Task<string?> TreatyInAsync(string name, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        return catalogues.Get().Catalogue.Find(name, lenient: true) is [{ IsAmbiguous: false } mention] ? mention.TreatyIds[0] : null;
    }

    [GeneratedRegex(@"^status\s+(?:of\s+)?(?:the\s+)?(?<treaty>\S.{0,150}?)(?:\s+(?:as\s+of|as\s+at|on)\s+(?<date>.{1,40}))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Status();
}
