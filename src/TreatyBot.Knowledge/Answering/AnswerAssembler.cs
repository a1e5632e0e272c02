using System.Text;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Turns a checked draft into an answer: resolves each quote to its document and numbers citations by first mention.</summary>
public sealed class AnswerAssembler(DocumentDirectory directory)
{
    public Answer Assemble(Question question, string understoodAs, AnswerDraft draft)
    {
        var citations = new List<Citation>();
        var text = new StringBuilder();
        foreach (var claim in draft.Claims)
        {
            var numbers = claim.Quotes.Select(quote => Number(quote, citations)).Distinct().ToList();
            var marks = string.Concat(numbers.Select(number => $"[{number}]"));
            if (text.Length > 0)
                text.Append(claim.ShowsQuotes ? '\n' : ' ');
            text.Append(Say(claim, marks));
        }
        var notes = draft.Notes
            .Select(note => new AnswerNote(note.Kind, note.Text, [.. note.Quotes.Select(quote => Number(quote, citations)).Distinct()]))
            .ToList();
        return new Answer
        {
            Question = question.Text,
            UnderstoodAs = Differing(question, understoodAs),
            Outcome = AnswerOutcome.Answered,
            Text = text.ToString(),
            ShortAnswer = draft.ShortAnswer,
            Citations = citations,
            Notes = notes,
            Answerer = draft.Answerer,
            EvidenceScore = draft.EvidenceScore,
        };
    }

    public Answer Abstain(Question question, string understoodAs, AbstentionDraft draft, AnswerTrace trace) => new()
    {
        Question = question.Text,
        UnderstoodAs = Differing(question, understoodAs),
        Outcome = AnswerOutcome.Abstained,
        Text = draft.Message,
        Abstention = new(draft.Reason, draft.Message, [.. draft.Nearest.Select((quote, index) => Cite(quote, index + 1))]),
        Answerer = "none",
        Trace = trace,
    };

    /// <summary>A citation outside any answer, as an abstention shows its nearest passages.</summary>
    public Citation Cite(SourceQuote quote, int number)
    {
        var metadata = directory.Find(quote.DocumentId)?.Metadata;
        return new Citation
        {
            Number = number,
            DocumentId = quote.DocumentId,
            Title = metadata?.Title ?? quote.DocumentId,
            Publisher = metadata?.Publisher,
            Published = metadata?.Published,
            PublishedNote = metadata?.PublishedNote,
            Url = metadata?.Url,
            Tier = metadata?.Tier ?? Ingestion.SourceTier.Press,
            Locator = quote.Locator,
            Quote = quote.Text,
            Start = quote.Start,
            Length = quote.Text.Length,
            Verified = true,
        };
    }

    private int Number(SourceQuote quote, List<Citation> citations)
    {
        var known = citations.Find(citation =>
            citation.DocumentId == quote.DocumentId && citation.Start == quote.Start && citation.Length == quote.Text.Length);
        if (known is not null)
            return known.Number;
        citations.Add(Cite(quote, citations.Count + 1));
        return citations.Count;
    }

    // A mark goes before the full stop ("in 2007 [1].") or after the quote that it belongs to.
    private static string Say(Claim claim, string marks)
    {
        var statement = claim.Text?.TrimEnd() ?? "";
        if (!claim.ShowsQuotes)
            return statement.EndsWith('.') ? $"{statement[..^1]} {marks}." : $"{statement} {marks}";
        var quotes = string.Join(" … ", claim.Quotes.Select(quote => OneLine(quote.Text)));
        return $"{statement} “{quotes}” {marks}".TrimStart();
    }

    private static string? Differing(Question question, string understoodAs) =>
        understoodAs == question.Text.Trim() ? null : understoodAs;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
