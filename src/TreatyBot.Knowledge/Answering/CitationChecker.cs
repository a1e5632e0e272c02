using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// Lets a claim pass only when each of its quotes stands verbatim at its place in the stored document and the names, numbers and
/// dates of its text are in those quotes or derived with the working shown. A claim that fails is dropped with its text.
/// </summary>
public sealed class CitationChecker(IPassageStore store)
{
    /// <returns>The draft with what passed; null when its core did not, or nothing did.</returns>
    public async Task<AnswerDraft?> CheckAsync(AnswerDraft draft, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        var passed = new List<Claim>();
        foreach (var claim in draft.Claims)
        {
            if (await IsCarriedAsync(claim, texts, cancellationToken))
                passed.Add(claim);
            else if (claim.IsCore)
                return null;
        }
        if (passed.Count == 0)
            return null;

        var notes = new List<DraftNote>();
        foreach (var note in draft.Notes)
        {
            if (await AllVerbatimAsync(note.Quotes, texts, cancellationToken))
                notes.Add(note);
        }
        return draft with { Claims = passed, Notes = notes };
    }

    private async Task<bool> IsCarriedAsync(Claim claim, Dictionary<string, string?> texts, CancellationToken cancellationToken) =>
        claim.Quotes.Count > 0
        && await AllVerbatimAsync(claim.Quotes, texts, cancellationToken)
        && (claim.Text is null || ClaimSupport.IsSupported(claim.Text, claim.Quotes.Select(quote => quote.Text), claim.Derived));

    private async Task<bool> AllVerbatimAsync(
        IReadOnlyList<SourceQuote> quotes, Dictionary<string, string?> texts, CancellationToken cancellationToken)
    {
        foreach (var quote in quotes)
        {
            if (!texts.TryGetValue(quote.DocumentId, out var text))
            {
                text = (await store.GetDocumentAsync(quote.DocumentId, cancellationToken))?.Text;
                texts[quote.DocumentId] = text;
            }
            if (text is null || !StandsAt(text, quote))
                return false;
        }
        return true;
    }

    private static bool StandsAt(string text, SourceQuote quote) =>
        quote.Text.Length > 0
        && quote.Start >= 0
        && quote.Start <= text.Length - quote.Text.Length
        && text.AsSpan(quote.Start, quote.Text.Length).SequenceEqual(quote.Text);
}
