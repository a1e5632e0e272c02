using System.Text;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Turns a checked draft into an answer: resolves each quote to its document and numbers citations by first mention.</summary>
public sealed class AnswerAssembler(DocumentDirectory directory)
{
    public Answer Assemble(Question question, AnswerDraft draft)
    {
        var citations = new List<Citation>();
        var text = new StringBuilder();
        foreach (var claim in draft.Claims)
        {
            var numbers = claim.Quotes.Select(quote => Number(quote, citations)).Distinct().ToList();
            var marks = string.Concat(numbers.Select(number => $"[{number}]"));
            if (text.Length > 0)
                text.Append(claim.Text is null ? '\n' : ' ');
            if (claim.Text is { } statement)
                text.Append(WithMarks(statement, marks));
            else
                text.Append('“').AppendJoin(" … ", claim.Quotes.Select(quote => OneLine(quote.Text))).Append("” ").Append(marks);
        }
        var notes = draft.Notes
            .Select(note => new AnswerNote(note.Kind, note.Text, [.. note.Quotes.Select(quote => Number(quote, citations)).Distinct()]))
            .ToList();
        return new Answer
        {
            Question = question.Text,
            Outcome = AnswerOutcome.Answered,
            Text = text.ToString(),
            ShortAnswer = draft.ShortAnswer,
            Citations = citations,
            Notes = notes,
            Answerer = draft.Answerer,
            EvidenceScore = draft.EvidenceScore,
        };
    }

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

    // The mark goes before the closing full stop's white space: "in 2007 [1]."
    private static string WithMarks(string statement, string marks)
    {
        var trimmed = statement.TrimEnd();
        return trimmed.EndsWith('.') ? $"{trimmed[..^1]} {marks}." : $"{trimmed} {marks}";
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
