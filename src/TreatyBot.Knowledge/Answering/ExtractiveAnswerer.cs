using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Answering.ShortAnswers;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Answers by quoting: a direct short answer when the evidence holds one, then the sentences that say it.</summary>
public sealed partial class ExtractiveAnswerer(EvidenceReader reader, DocumentDirectory directory, IOptions<AnsweringOptions> options) : IAnswerer
{
    /// <summary>A further sentence is quoted when it scores at least this share of the best one.</summary>
    private const double FurtherShare = 0.8;

    /// <summary>How far below the best a sentence may be and still be looked at when the best is beside the point.</summary>
    private const double NextBestShare = 0.6;

    /// <summary>A further sentence that shares more of its words than this with one already quoted says nothing new.</summary>
    private const double MaximumOverlap = 0.6;

    public Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        var residue = new QuestionResidue(context.Frame, context.Query);
        if (Denial.Find(context, residue) is { } denial)
            return Task.FromResult<AnswererResult?>(new AbstentionDraft(AbstentionReason.FalsePremise,
                "I can't answer that, because the question takes for granted what my documents deny. What they say is below.") { Nearest = [denial.Quote] });
        var fitting = reader.Read(context);
        if (fitting.Count == 0)
            return Task.FromResult<AnswererResult?>(null);
        if (DatedCount.Latest(fitting, context) is { } latest)
            fitting = [latest, .. fitting.Where(sentence => sentence != latest)];
        var screen = new EvidenceScreen(context, residue, directory);
        var start = fitting.FindIndex(sentence => IsLikely(sentence) && screen.Passes(sentence));
        if (start < 0)
            return Task.FromResult<AnswererResult?>(null);
        fitting = [.. fitting.Skip(start)];
        if (context.Frame.IsYesNo && fitting.FindIndex(sentence => IsLikely(sentence) && Verdict(context, sentence) is not null) is > 0 and var said)
            fitting = [fitting[said], .. fitting.Where((_, index) => index != said)];
        var best = fitting[0];
        var evidence = AnswerConfidence.Of(context, residue, best);

        var (shortAnswer, note) = ShortAnswer(context, best);
        var quotes = Select(fitting, IsOpen(context.Frame.AskedFor) || (context.Frame.IsYesNo && shortAnswer is null));
        var claims = quotes.Select((sentence, index) => new Claim
        {
            Text = index == 0 && shortAnswer is not null ? $"{char.ToUpperInvariant(shortAnswer[0])}{shortAnswer[1..]}." : null,
            ShowsQuotes = true,
            Quotes = [sentence.Quote],
            Derived = index == 0 && (note is not null || (shortAnswer is not null && shortAnswer == PlaceOf(best))) ? [shortAnswer!] : [],
            IsCore = index == 0,
        });
        return Task.FromResult<AnswererResult?>(new AnswerDraft
        {
            Answerer = "extractive",
            ShortAnswer = shortAnswer,
            Claims = [.. claims],
            Notes = [.. note is null ? [] : new[] { note }, .. AsOfNote(context, best, shortAnswer)],
            EvidenceScore = evidence,
        });

        bool IsLikely(FittedSentence sentence) => sentence.Fit >= NextBestShare * fitting[0].Fit && AnswerConfidence.Of(context, residue, sentence) >= options.Value.MinimumEvidence;
    }

    private static IEnumerable<DraftNote> AsOfNote(AnswerContext context, FittedSentence best, string? shortAnswer)
    {
        if (!context.IsAsOfGiven || shortAnswer is null)
            yield break;
        if (context.Frame.IsYesNo && Polarity.IsAfter(best.Analysis, context.AsOf))
            yield return new(NoteKind.AsOf, $"As of {PartialDate.From(context.AsOf)}; the source dates it later.", []);
        else if (context.Frame.IsYesNo || context.Frame.AskedFor is AskedFor.Number or AskedFor.Count)
            yield return new(NoteKind.AsOf, $"As of {PartialDate.From(context.AsOf)}.", []);
    }

    // The best sentence; for open questions up to three, in reading order, each adding something.
    private List<FittedSentence> Select(List<FittedSentence> fitting, bool isOpen)
    {
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

    private static bool IsOpen(AskedFor asked) =>
        asked is AskedFor.Reason or AskedFor.Anything or AskedFor.Manner or AskedFor.Definition or AskedFor.List or AskedFor.Status;

    // What a sentence dates after the day asked about was not so on that day.
    private static string? Verdict(AnswerContext context, FittedSentence sentence) =>
        Polarity.Verdict(context.Frame, sentence.Analysis, context.IsAsOfGiven ? context.AsOf : null);

    private (string? Text, DraftNote? Note) ShortAnswer(AnswerContext context, FittedSentence sentence)
    {
        // Which of two it is, the sources leave open, and so do we.
        if (Disagree().IsMatch(sentence.Analysis.Text))
            return (null, null);
        if (context.Frame.IsYesNo)
            return (Verdict(context, sentence), null);
        if (context.Frame.AskedFor == AskedFor.Actor && NamedActor.Find(context, sentence) is { } actor)
            return (actor, null);
        if (context.Frame.AskedFor == AskedFor.Article && (StatedForms.Article(sentence.Analysis.Text) ?? PlaceOf(sentence)) is { } article)
            return (article, null);
        if (context.Frame is { AskedFor: AskedFor.Duration, TreatyIds.Count: < 2 } && StatedForms.Duration(sentence.Analysis.Text) is { } duration)
            return (duration, null);
        if (StatedForms.Votes(context.Frame.Text, sentence.Analysis.Text) is { } votes)
            return (votes, null);
        if (Counted(context, sentence) is { } counted)
            return (counted, null);
        if (context.Query.AnswerType != AnswerType.Date)
            return (NotAsked(context, ShortAnswerFinder.Find(context.Query, sentence.Analysis)) ?? NotAsked(context, ReadWords.Of(context, sentence)), null);
        var published = directory.Find(sentence.Quote.DocumentId)?.Metadata.Published;
        var dates = DateFinder.Find(sentence.Analysis.Text, new DateContext(published));
        if (SayingAsked.IsIn(context.Frame.Text))
            dates = [.. dates.Where(date => date.Start < SayingAsked.EndOfSaying(sentence.Analysis.Text) + NearSaying)];
        var chosen = ShortAnswerFinder.Find(context.Query, sentence.Analysis, dates) is { } found ? dates.FirstOrDefault(date => date.Start == found.Start)
            : BesideParty(context, sentence, dates) ?? BesideAct(context, sentence, dates) ?? PointedAt(sentence, dates);
        if (chosen is null)
            return (null, null);
        if (chosen is not { Working: { } working, Date: { } resolved })
            return (sentence.Analysis.Text.Substring(chosen.Start, chosen.Length), null);
        return (resolved.ToString(), new(NoteKind.RelativeDate, $"{resolved}: {working}.", [sentence.Quote]));
    }

    /// <summary>"said on 5 May that".</summary>
    private const int NearSaying = 6;

    // A treaty's text does not say of itself in which article it stands.
    private static string? PlaceOf(FittedSentence sentence) => StatedForms.ArticleOf(sentence.Ranked.Passage.Analysis.Passage);

    // A name of the treaty that is asked about answers nothing.
    private static string? NotAsked(AnswerContext context, string? words) =>
        words is null || context.Frame.Treaties.Any(treaty => context.Frame.Text.AsSpan(treaty.Start, treaty.Length).Contains(words, StringComparison.OrdinalIgnoreCase))
            || context.Frame.TreatyIds.Any(id => context.Catalogue[id]?.Names.Any(name => name.Contains(words, StringComparison.OrdinalIgnoreCase)) == true) ? null : words;

    // "Norway in 2018 and Sweden on 6 May 2019": the date right behind the one that is asked about.
    private static DateMention? BesideParty(AnswerContext context, FittedSentence sentence, IReadOnlyList<DateMention> dates) =>
        context.Frame.PartyIds is [var asked] && sentence.Analysis.Parties.Where(party => PartyGazetteer.Default.IsSame(party.PartyId, asked)).ToList() is [var own]
            ? dates.FirstOrDefault(date => date.Date is not null && date.Start >= own.End && date.Start - own.End <= Beside) : null;

    private const int Beside = 6;

    // "on Tuesday approved", in a report that opens with the day it was sent.
    private static DateMention? BesideAct(AnswerContext context, FittedSentence sentence, IReadOnlyList<DateMention> dates) =>
        context.Frame.Acts.Count > 0 && sentence.Analysis.Acts.Where(act => act.Act == context.Frame.Acts[0] && !act.IsNegated).ToList() is [var told, ..]
            ? dates.FirstOrDefault(date => date.Date is not null && date.Start - told.End is >= 0 and <= Behind) ?? dates.FirstOrDefault(date => date.Date is not null && told.Start - date.End is 1) : null;

    /// <summary>"in force since ".</summary>
    private const int Behind = 8;

    // The one date that reading points at, where it finds the answer.
    private static DateMention? PointedAt(FittedSentence sentence, IReadOnlyList<DateMention> dates) =>
        sentence.Reading is { Score: >= EvidenceScreen.SureScore, Length: > 0 } reading
            && dates.Where(date => date.Date is not null && date.Start < reading.Start + reading.Length && date.Start + date.Length > reading.Start).ToList() is [var only] ? only : null;

    [GeneratedRegex(@"\b(sources?|accounts|reports|figures|records|historians) (disagree|differ|conflict|diverge|vary)\b|\b(is|are) disputed\b", RegexOptions.IgnoreCase)]
    private static partial Regex Disagree();

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
