using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>What a sentence must have to be evidence: the names and numbers that are left when treaties, parties, acts and dates of the frame are taken out, and what kind of thing is asked for.</summary>
internal sealed partial class WantedEvidence
{
    public WantedEvidence(QuestionFrame frame, Query query, DateOnly? asOf)
    {
        Question = frame.Text;
        Kind = query.AnswerType;
        TreatyIds = frame.TreatyIds;
        PartyIds = frame.PartyIds;
        AsksAllowance = HoldingsAsked.IsOfAllowance(frame.Text);
        AsksHoldings = frame.PartyIds.Count > 0 && HoldingsAsked.IsIn(frame.Text);
        AsksSpan = frame.AskedFor == AskedFor.Duration && Span().IsMatch(frame.Text);
        AsksSaying = SayingAsked.IsIn(frame.Text);
        AsksRule = Rule().IsMatch(frame.Text) && !frame.Acts.Contains(TreatyAct.Accuse);
        Acts = AsksSaying || PartAsked.IsIn(frame) || (frame.PartyIds.Count == 0 && Rule().IsMatch(frame.Text)) || frame.AskedFor is AskedFor.Reason or AskedFor.Definition or AskedFor.Manner or AskedFor.Anything or AskedFor.Number or AskedFor.Article
            || (frame.AskedFor == AskedFor.Count && frame.Acts.All(act => act is TreatyAct.Accede or TreatyAct.Ratify))
            || (frame.AskedFor == AskedFor.Duration && !frame.Acts.Any(act => act is TreatyAct.Withdraw or TreatyAct.NotifyWithdrawal or TreatyAct.Suspend or TreatyAct.Extend))
            ? [] : [.. frame.Acts];
        Dates = [.. frame.Dates.Where(date => date != frame.AsOf && date.Bound is DateBound.At && !IsToday(frame.Text, date)).Select(date => date.Date).OfType<PartialDate>()];
        NamedActs = [.. frame.Acts];
        AsksEvent = Acts.Count > 0 && frame.AskedFor is AskedFor.Date or AskedFor.Year or AskedFor.YesNo or AskedFor.Status;
        WantsUndone = frame.AskedFor is AskedFor.Actor or AskedFor.List && frame.ActMentions.Any(act => act.IsNegated);
        WantsDone = !frame.IsNegative && frame.AskedFor is AskedFor.Actor or AskedFor.List or AskedFor.Place;
        AsksDate = frame.AskedFor is AskedFor.Date or AskedFor.Year;
        LeadingActs = frame.Acts.Count == 0 ? [] : [.. frame.Acts.Where(act => act == frame.Acts[0]
            || frame.ActMentions.Any(mention => (mention.Act == frame.Acts[0] && mention.Alternatives.Contains(act)) || (mention.Act == act && mention.Alternatives.Contains(frame.Acts[0]))))];
        Subject = SubjectAsked.Read(frame);
        Quoted = TopicAsked.Quoted(frame.Text);
        Topic = TopicAsked.Subject(frame.Text);
        TreatyNames = QuestionLanguage.IsEnglish(frame.Text) ? [.. frame.UnknownTreaties.Select(name => TextAnalyzer.Terms(name.Text))] : [];
        AsOf = frame.AskedFor is AskedFor.Number or AskedFor.Count ? asOf : null;
        Quantity = Quantities.Asked(frame, query);
        Weights = EvidenceWeights.For(query);
        AsksArticle = frame.AskedFor == AskedFor.Article;
        AsksClause = Clause().IsMatch(frame.Text);
        var framed = frame.Treaties.Select(mention => (mention.Start, mention.End))
            .Concat(frame.Parties.Select(mention => (mention.Start, mention.End)))
            .Concat(frame.AsOf is { } named ? [(named.Start, named.End)] : [])
            .ToList();
        var unnamed = TextAnalyzer.Tokens(frame.Text)
            .Where(token => frame.Dates.Any(date => token.Start < date.End && token.Start + token.Length > date.Start))
            .Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        var free = TextAnalyzer.Tokens(frame.Text)
            .Where(token => !framed.Exists(span => token.Start < span.Item2 && token.Start + token.Length > span.Item1))
            .Select(token => token.Term)
            .ToHashSet(StringComparer.Ordinal);
        var abbreviated = ArmsControlAbbreviations.In(frame.Text).SelectMany(TextAnalyzer.Terms).ToHashSet(StringComparer.Ordinal);
        // "Why did Putin …" asks about the man, not of his state at any time.
        var leaders = frame.AskedFor is AskedFor.Reason or AskedFor.Manner or AskedFor.Anything or AskedFor.Definition
            ? frame.Parties.Where(party => party.Kind == PartyNameKind.Leader).SelectMany(party => TextAnalyzer.Terms(frame.Text.Substring(party.Start, party.Length)).TakeLast(1))
            : [];
        Names = QuestionLanguage.IsEnglish(frame.Text) ? [.. query.Names.Where(name => free.Contains(name) && !unnamed.Contains(name) && !abbreviated.Contains(name)), .. leaders] : [];
        var bounds = TextAnalyzer.Tokens(frame.Text)
            .Where(token => frame.Dates.Any(date => date.Bound != DateBound.At && token.Start < date.End && token.Start + token.Length > date.Start))
            .Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        Numbers = [.. query.Numbers.Where(number => free.Contains(number) && !bounds.Contains(number)), .. TextAnalyzer.Tokens(frame.Text).Select(token => token.Term).Where(Ordinals.Contains)];
    }

    public IReadOnlyList<PartialDate> Dates { get; }

    public IReadOnlyList<TreatyAct> NamedActs { get; }

    public bool AsksEvent { get; }

    public bool AsksSaying { get; }

    /// <summary>Whether it is asked how many somebody may have.</summary>
    public bool AsksAllowance { get; }

    /// <summary>Whether it is asked how many a party has.</summary>
    public bool AsksHoldings { get; }

    /// <summary>Whether the time between two deeds is asked for.</summary>
    public bool AsksSpan { get; }

    /// <summary>Whether it is asked what must or may be done.</summary>
    public bool AsksRule { get; }

    public bool AsksDate { get; }

    /// <summary>Whether those are asked for who did not do it.</summary>
    public bool WantsUndone { get; }

    /// <summary>Whether those are asked for who did it, and not those who did not.</summary>
    public bool WantsDone { get; }

    public IReadOnlyList<TreatyAct> LeadingActs { get; }

    public SubjectAsked? Subject { get; }

    public IReadOnlyList<string> Quoted { get; }

    public IReadOnlyList<string> Topic { get; }

    /// <summary>The terms of each name that the catalogue does not hold.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TreatyNames { get; }

    public DateOnly? AsOf { get; }

    public QuantityAsked? Quantity { get; }

    public EvidenceWeights Weights { get; }

    public bool AsksArticle { get; }

    public bool AsksClause { get; }

    public string Question { get; }

    public AnswerType Kind { get; }

    public IReadOnlyList<string> TreatyIds { get; }

    public IReadOnlyList<string> PartyIds { get; }

    public IReadOnlyList<TreatyAct> Acts { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> Numbers { get; }

    // "The sixth test" is not the second. A "first" is often the asker's own.
    private static readonly HashSet<string> Ordinals = TextAnalyzer.Terms("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth").ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\bhow (long|many (days|weeks|months|years)) (after|before|between|later|did it take|passed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Span();

    private static bool IsToday(string question, DateMention date) =>
        date.End <= question.Length && question.Substring(date.Start, date.Length).ToLowerInvariant() is "today" or "now" or "tonight" or "currently";

    // "Whom must a party notify": a rule is asked for, not what anybody did.
    [GeneratedRegex(@"\b(must|shall|may|has to|have to|needs? to|required to|obliged to|bound to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\b(clause|provision)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Clause();
}
