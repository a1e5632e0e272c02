using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Lets through the sentences that answer the question which was asked, and not the one beside it. For one question.</summary>
internal sealed partial class EvidenceScreen(AnswerContext context, QuestionResidue residue, DocumentDirectory directory)
{
    /// <summary>Of a reading that finds the answer, in log-odds.</summary>
    public const double SureScore = 1;

    /// <summary>A sentence with this share of the question's further words may put its verb otherwise.</summary>
    private const double TellsIt = 0.5;

    /// <summary>"signed on ".</summary>
    private const int DirectlyBehind = 4;

    public bool Passes(FittedSentence sentence) => IsOfTheMatter(sentence) && !IsBesideThePoint(sentence) && !DatesAnother(sentence)
        && !LacksVerb(sentence) && !LacksReason(sentence) && !IsOfAnotherTime(sentence);

    // A treaty that is only described ("the treaty on lake mines") is another one where the passage has no word of the description.
    private bool IsOfTheMatter(FittedSentence sentence) => context.Frame.TreatyIds.Count > 0 || residue.IsEmpty
        || residue.Coverage(sentence.Ranked.Passage.Analysis.TermCounts.Keys.ToHashSet(StringComparer.Ordinal)) > 0;

    // A date of something else that the sentence tells has nothing to do with the deed that the question names.
    private bool IsBesideThePoint(FittedSentence sentence) => context.Frame.Acts.Count == 0 && sentence.Reading is not { Score: >= SureScore }
        && residue.IsMissedBy(sentence.Analysis.Terms)
        && (context.Query.AnswerType == AnswerType.Person
            || (context.Frame.AskedFor == AskedFor.Duration && !IsUnderItsHeading(sentence))
            || (context.Query.AnswerType == AnswerType.Date && !Pronoun().IsMatch(sentence.Analysis.Text)));

    // "… since it was signed in 1991" dates a signature, whatever else the sentence tells.
    private bool DatesAnother(FittedSentence sentence) =>
        context.Query.AnswerType == AnswerType.Date && context.Frame.Acts.Count == 0 && sentence.Analysis.Dates is [var only]
        && sentence.Analysis.Acts.Any(act => act.Form == ActForm.Past && only.Start - act.End is > 0 and <= DirectlyBehind)
        && residue.Coverage(sentence.Analysis.Terms) < 1;

    // "Who heads the panel?" wants a sentence about heading it.
    private bool LacksVerb(FittedSentence sentence)
    {
        if (context.Frame.Acts.Count > 0 || context.Frame.AskedFor == AskedFor.Order || sentence.Reading is { Score: >= SureScore }
            || IsUnderItsHeading(sentence) || residue.Coverage(sentence.Analysis.Terms) >= TellsIt || WhoDoes().Match(context.Frame.Text) is not { Success: true } asked)
            return false;
        var verb = TextAnalyzer.Tokens(asked.Groups["verb"].Value).FirstOrDefault(token => !token.IsStopWord).Term;
        return verb is { Length: > 0 } && !QuestionResidue.NarrowsNothing(verb) && !sentence.Analysis.Terms.Contains(verb);
    }

    // "Why did it leave?" is not answered by that it left.
    private bool LacksReason(FittedSentence sentence) =>
        context.Frame.AskedFor == AskedFor.Reason && context.Frame.Acts.Count > 0 && !Reasons.AreIn(sentence.Analysis.Text)
        && !sentence.Ranked.Passage.Analysis.Sentences.Skip(sentence.Ranked.Index + 1).Take(1).Any(next => GoesOn().IsMatch(next.Text) && Reasons.AreIn(next.Text));

    // The next conference is not one that is over, and what is so "now" was not so long before.
    private bool IsOfAnotherTime(FittedSentence sentence) =>
        (AsksAhead() && sentence.Analysis.Dates.Select(date => date.Date).OfType<PartialDate>().ToList() is { Count: > 0 } told && told.TrueForAll(date => date.Latest < context.AsOf))
        || (context.IsAsOfGiven && Now().IsMatch(sentence.Analysis.Text) && directory.Find(sentence.Quote.DocumentId)?.Metadata.Published is { } published && published.Earliest > context.AsOf);

    private bool AsksAhead() => Next().IsMatch(context.Frame.Text) || (context.Query.AnswerType == AnswerType.Date && Will().IsMatch(context.Frame.Text));

    private bool IsUnderItsHeading(FittedSentence sentence) => HeadingAsked.IsUnder(sentence.Ranked.Passage.Analysis.Passage, context.Frame.Text);

    // What it tells of stands in a sentence before.
    [GeneratedRegex(@"\b(it|they|them|this|these|those|the (treaty|agreement|pact|deal))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"^\W*(?:and\s+)?who\s+(?<verb>(?!is\b|was\b|were\b|are\b|has\b|have\b|had\b|did\b|does\b|will\b|would\b|can\b|could\b|may\b|must\b)\p{L}+)", RegexOptions.IgnoreCase)]
    private static partial Regex WhoDoes();

    [GeneratedRegex(@"^(It|They|He|She|Its|Their|His|Her|The|This|That)\b")]
    private static partial Regex GoesOn();

    [GeneratedRegex(@"\b(next|upcoming|forthcoming|coming)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Next();

    [GeneratedRegex(@"\b(when|day|date|month|year) (will|is .* (due|going))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Will();

    [GeneratedRegex(@"\b(now|currently|today|at present)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Now();
}
