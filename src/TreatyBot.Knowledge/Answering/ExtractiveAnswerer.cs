using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Answering.ShortAnswers;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Answers by quoting: a direct short answer when the evidence holds one, then the sentences that say it.</summary>
public sealed class ExtractiveAnswerer(EvidenceReader reader, DocumentDirectory directory, IOptions<AnsweringOptions> options) : IAnswerer
{
    /// <summary>A further sentence is quoted when it scores at least this share of the best one.</summary>
    private const double FurtherShare = 0.8;

    /// <summary>How far below the best a sentence may be and still be looked at when the best is beside the point.</summary>
    private const double NextBestShare = 0.6;

    /// <summary>A further sentence that shares more of its words than this with one already quoted says nothing new.</summary>
    private const double MaximumOverlap = 0.6;

    public Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        var fitting = reader.Read(context);
        if (fitting.Count == 0)
            return Task.FromResult<AnswererResult?>(null);
        if (DatedCount.Latest(fitting, context) is { } latest)
            fitting = [latest, .. fitting.Where(sentence => sentence != latest)];
        var residue = new QuestionResidue(context.Frame, context.Query);
        var start = fitting.FindIndex(sentence => sentence.Fit >= NextBestShare * fitting[0].Fit && IsOfTheMatter(context, residue, sentence)
            && AnswerConfidence.Of(context, residue, sentence) >= options.Value.MinimumEvidence);
        if (start < 0)
            return Task.FromResult<AnswererResult?>(null);
        fitting = [.. fitting.Skip(start)];
        var best = fitting[0];
        var evidence = AnswerConfidence.Of(context, residue, best);

        var quotes = Select(fitting, context.Frame);
        var (shortAnswer, note) = ShortAnswer(context, best);
        var claims = quotes.Select((sentence, index) => new Claim
        {
            Text = index == 0 && shortAnswer is not null ? $"{char.ToUpperInvariant(shortAnswer[0])}{shortAnswer[1..]}." : null,
            ShowsQuotes = true,
            Quotes = [sentence.Quote],
            Derived = index == 0 && note is not null ? [shortAnswer!] : [],
            IsCore = index == 0,
        });
        return Task.FromResult<AnswererResult?>(new AnswerDraft
        {
            Answerer = "extractive",
            ShortAnswer = shortAnswer,
            Claims = [.. claims],
            Notes = note is null ? [] : [note],
            EvidenceScore = evidence,
        });
    }

    // A treaty that is only described ("the treaty on lake mines") is another one where the passage has no word of the description.
    private static bool IsOfTheMatter(AnswerContext context, QuestionResidue residue, FittedSentence sentence) =>
        context.Frame.TreatyIds.Count > 0 || residue.IsEmpty
        || residue.Coverage(sentence.Ranked.Passage.Analysis.TermCounts.Keys.ToHashSet(StringComparer.Ordinal)) > 0;

    // The best sentence; for open questions up to three, in reading order, each adding something.
    private List<FittedSentence> Select(List<FittedSentence> fitting, QuestionFrame frame)
    {
        var isOpen = frame.AskedFor is AskedFor.Reason or AskedFor.Anything or AskedFor.Manner or AskedFor.Definition or AskedFor.List or AskedFor.Status;
        var selected = new List<FittedSentence> { fitting[0] };
        if (!isOpen)
            return selected;
        foreach (var sentence in fitting.Skip(1))
        {
            if (selected.Count == options.Value.MaximumQuotes || sentence.Fit < FurtherShare * fitting[0].Fit)
                break;
            if (selected.TrueForAll(other => Overlap(other, sentence) <= MaximumOverlap))
                selected.Add(sentence);
        }
        return [.. selected.Take(1), .. selected.Skip(1).OrderBy(sentence => sentence.Ranked.Passage.Hit.Rank).ThenBy(sentence => sentence.Quote.Start)];
    }

    private (string? Text, DraftNote? Note) ShortAnswer(AnswerContext context, FittedSentence sentence)
    {
        if (context.Frame.IsYesNo)
            return (Polarity.Verdict(context.Frame, context.Query, sentence.Analysis), null);
        if (context.Frame.AskedFor == AskedFor.Actor && NamedActor.Find(context, sentence) is { } actor)
            return (actor, null);
        if (Counted(context, sentence) is { } counted)
            return (counted, null);
        if (context.Query.AnswerType != AnswerType.Date)
            return (ShortAnswerFinder.Find(context.Query, sentence.Analysis) ?? ReadWords.Of(context, sentence), null);
        var published = directory.Find(sentence.Quote.DocumentId)?.Metadata.Published;
        var dates = DateFinder.Find(sentence.Analysis.Text, new DateContext(published));
        if (ShortAnswerFinder.Find(context.Query, sentence.Analysis, dates) is not { } chosen)
            return (null, null);
        if (dates.FirstOrDefault(date => date.Start == chosen.Start) is not { Working: { } working, Date: { } resolved })
            return (chosen.Text, null);
        return (resolved.ToString(), new(NoteKind.RelativeDate, $"{resolved}: {working}.", [sentence.Quote]));
    }

    // "How many warheads": the one figure that the noun follows.
    private static string? Counted(AnswerContext context, FittedSentence sentence)
    {
        if (Quantities.Asked(context.Frame, context.Query) is not { IsTime: false, Noun: { } noun })
            return null;
        var spans = SpanCandidates.Of(sentence.Analysis, AnswerType.Number).Where(span => Quantities.Counts(span, sentence.Analysis, noun)).ToList();
        return spans.Count == 1 ? spans[0].Text : null;
    }

    private static double Overlap(FittedSentence left, FittedSentence right)
    {
        var a = left.Analysis.Tokens.Where(token => !token.IsStopWord).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        var b = right.Analysis.Tokens.Where(token => !token.IsStopWord).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        var shared = a.Count(b.Contains);
        return shared == 0 ? 0 : (double)shared / Math.Min(a.Count, b.Count);
    }
}
