using System.Runtime.CompilerServices;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Answering.Caching;

/// <summary>
/// Gives an answer that was made before to whoever asks the same again. What is kept is what the rules made over a corpus that has not
/// changed since, so that nobody can tell it from an answer made anew; with a chat model nothing is kept. Thread-safe.
/// </summary>
internal sealed class CachedAssistant(
    Assistant inner, AnswerCache cache, IPassageStore store, DocumentDirectory directory, CatalogueProvider catalogues, SpellingMender spelling,
    IChatModel model, TimeProvider time) : IAssistant
{
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (await LookAsync(question, cancellationToken) is not { } look)
            return await inner.AskAsync(question, cancellationToken);
        if (look.Found is { } found)
            return Again(found, started);
        var answer = await inner.AskAsync(question, cancellationToken);
        await KeepAsync(look, answer, cancellationToken);
        return answer;
    }

    public async IAsyncEnumerable<AnswerUpdate> AskStreamingAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var look = await LookAsync(question, cancellationToken);
        if (look?.Found is { } found)
        {
            // There at once: nobody is shown how it grows.
            var answer = Again(found, started);
            if (answer.Outcome == AnswerOutcome.Answered)
                yield return new TextUpdate(answer.Text);
            yield return new CompletedUpdate(answer);
            yield break;
        }
        await foreach (var update in inner.AskStreamingAsync(question, cancellationToken))
        {
            if (look is not null && update is CompletedUpdate { Answer: var made })
                await KeepAsync(look, made, cancellationToken);
            yield return update;
        }
    }

    private async Task<Look?> LookAsync(Question question, CancellationToken cancellationToken)
    {
        if (!cache.IsOn || model.Client is not null || question.Filter != PassageFilter.None)
            return null;
        var asked = Assistant.LanguageOf(question);
        // A talk in another language is read before it is condensed, which only the assistant does.
        if (question.History.Count > 0 && (asked != Language.English || question.History.Any(turn => LanguageDetector.Detect(turn.Question) != Language.English)))
            return null;
        try
        {
            var state = CorpusState.Of(await directory.RefreshAsync(cancellationToken));
            if (store.Limitation is not null)
                return null;
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            var key = new AnswerKey(question.Text, await ReadAsAsync(question, today, state, cancellationToken), question.AsOf, today, (question.Language ?? asked).Name);
            return new(key, state, cache.Find(key, state));
        }
        catch (StoreException)
        {
            // What is to be said of that, and logged, the assistant knows.
            return null;
        }
    }

    // What was said before counts for nothing but this.
    private async ValueTask<string?> ReadAsAsync(Question question, DateOnly today, CorpusState state, CancellationToken cancellationToken) => question.History.Count == 0
        ? null
        : await cache.ReadAsync(new(question.Text, question.History[^1].Question, today), state, () => CondenseAsync(question, today, cancellationToken));

    private async Task<string?> CondenseAsync(Question question, DateOnly today, CancellationToken cancellationToken)
    {
        var (catalogue, framer) = catalogues.Get();
        var mended = question with { Text = await spelling.MendAsync(question.Text, catalogue, cancellationToken) };
        var condensed = QuestionCondenser.Condense(mended, framer, today);
        return condensed == mended.Text.Trim() ? null : condensed;
    }

    private async Task KeepAsync(Look look, Answer answer, CancellationToken cancellationToken)
    {
        // What was made without a part that failed is made anew when the part is back; so is what was made while documents came or went.
        if (answer.Abstention?.Reason == AbstentionReason.Unavailable || answer.Notes.Any(note => note.Kind == NoteKind.Fallback))
            return;
        try
        {
            if (CorpusState.Of(await store.GetInfoAsync(cancellationToken)) == look.State)
                cache.Keep(look.Key, answer, look.State);
        }
        catch (StoreException)
        {
            // An answer that is not kept is no worse.
        }
    }

    private Answer Again(Answer found, long started)
    {
        using var span = KnowledgeTelemetry.Start("ask");
        var answer = found with { Elapsed = time.GetElapsedTime(started) };
        KnowledgeTelemetry.Answered(span, answer, isKept: true);
        return answer;
    }

    private sealed record Look(AnswerKey Key, CorpusState State, Answer? Found);
}
