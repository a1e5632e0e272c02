using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Shared;

/// <summary>Builds answers, refusals, citations and hits with only what a test cares about.</summary>
internal static class Answers
{
    public static Answer Give(string text, string? shortAnswer = null, params Citation[] citations) => new()
    {
        Question = "?",
        Outcome = AnswerOutcome.Answered,
        Text = text,
        ShortAnswer = shortAnswer,
        Citations = citations,
        Answerer = "extractive",
        EvidenceScore = 0.9,
        Elapsed = TimeSpan.FromMilliseconds(5),
    };

    public static Answer Refuse(AbstentionReason reason, params Citation[] nearest) => new()
    {
        Question = "?",
        Outcome = AnswerOutcome.Abstained,
        Text = "The corpus does not say.",
        Abstention = new(reason, "The corpus does not say.", nearest),
        Answerer = "none",
        EvidenceScore = 0.1,
        Elapsed = TimeSpan.FromMilliseconds(3),
    };

    public static Citation Cite(int number, string quote, string documentId = "doc", int start = 0, bool verified = true) => new()
    {
        Number = number,
        DocumentId = documentId,
        Title = documentId,
        Tier = SourceTier.Press,
        Locator = "¶1",
        Quote = quote,
        Start = start,
        Length = quote.Length,
        Verified = verified,
    };

    public static PassageHit Hit(int rank, string text, string documentId = "doc") => new(
        new Passage
        {
            Id = $"{documentId}-{rank}",
            DocumentId = documentId,
            Ordinal = rank,
            Start = 0,
            Length = text.Length,
            Text = text,
            Locator = $"¶{rank}",
            Sentences = [new Sentence(0, text.Length)],
        },
        1.0 / rank, 1.0 / rank, 0, rank);

    public static EvidenceSentence Evidence(int rank, string text, string documentId = "doc") =>
        new(Hit(rank, text, documentId), new Sentence(0, text.Length), text, 1.0 / rank);
}
