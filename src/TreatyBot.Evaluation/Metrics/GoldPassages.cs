using System.Text.RegularExpressions;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// Decides which passages and sentences are right ones. With a gold paragraph (SQuAD): a passage that lies inside the paragraph and
/// holds an accepted answer, or that contains the whole paragraph; so a paragraph cut into several passages is found by its right part
/// only. Without one: a passage of a document in <c>sources</c> (of any, when none are named) that contains one of the <c>quotes</c>,
/// or an accepted answer when there are no quotes. Texts are compared with single spaces; quotes without regard to case.
/// A sentence is right on the same terms, lying inside the gold paragraph.
/// </summary>
internal sealed partial class GoldPassages(EvalQuestion question, IReadOnlyList<AcceptedAnswer> accepted)
{
    private readonly string? _paragraph = question.GoldParagraph is { } text ? Squeeze(text) : null;
    private readonly string[] _quotes = [.. question.Quotes.Select(Squeeze)];

    /// <summary>Rank from 1 of the first right passage; null when there is none.</summary>
    public int? FirstRank(IReadOnlyList<PassageHit> hits)
    {
        for (var i = 0; i < hits.Count; i++)
        {
            if (IsRight(hits[i].Passage.DocumentId, hits[i].Passage.Text, mayContainParagraph: true))
                return i + 1;
        }
        return null;
    }

    public bool AnySentence(IReadOnlyList<EvidenceSentence> sentences, int top)
    {
        for (var i = 0; i < sentences.Count && i < top; i++)
        {
            if (IsRight(sentences[i].Hit.Passage.DocumentId, sentences[i].Text, mayContainParagraph: false))
                return true;
        }
        return false;
    }

    private bool IsRight(string documentId, string text, bool mayContainParagraph)
    {
        if (question.Sources.Count > 0 && !question.Sources.Contains(documentId, StringComparer.Ordinal))
            return false;
        var squeezed = Squeeze(text);
        if (_paragraph is not null)
        {
            return (_paragraph.Contains(squeezed, StringComparison.Ordinal) && HoldsAnswer(squeezed))
                || (mayContainParagraph && squeezed.Contains(_paragraph, StringComparison.Ordinal));
        }
        return _quotes.Length > 0
            ? _quotes.Any(quote => squeezed.Contains(quote, StringComparison.OrdinalIgnoreCase))
            : HoldsAnswer(squeezed);
    }

    private bool HoldsAnswer(string text)
    {
        if (accepted.Any(answer => text.Contains(answer.Text, StringComparison.OrdinalIgnoreCase)))
            return true;
        var searchable = new SearchableText(text);
        return accepted.Any(answer => answer.OccursIn(searchable));
    }

    internal static string Squeeze(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
