using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// Who is asked to have done what, in "when did Austria leave …": what sources tell of somebody else, or only as allowed or planned,
/// does not answer it.
/// </summary>
internal sealed partial class SubjectAsked
{
    private string? PartyId { get; init; }

    /// <summary>The last word of a person's or body's name, as the analyser makes it.</summary>
    private string? Name { get; init; }

    private string? Verb { get; init; }

    private IReadOnlyList<TreatyAct> Acts { get; init; } = [];

    /// <summary>Other parties that the question names, which an answer may name beside the subject.</summary>
    private IReadOnlyList<string> Others { get; init; } = [];

    private bool IsReason { get; init; }

    /// <summary>Whether it is asked what the subject said.</summary>
    private bool IsSpeech { get; init; }

    /// <summary>Whether the question takes it as done: "did", "was", "has".</summary>
    private bool IsPast { get; init; }

    /// <summary>Null when the question has no subject that could be mistaken.</summary>
    public static SubjectAsked? Read(QuestionFrame frame)
    {
        if (Auxiliary().Match(frame.Text) is not { Success: true } auxiliary)
            return null;
        var from = auxiliary.Index + auxiliary.Length;
        var party = frame.Parties.FirstOrDefault(mention => mention.Start >= from && mention.Start - from <= LongestTitle
            && (mention.Kind != PartyNameKind.Adjective || Organ().IsMatch(frame.Text[mention.End..])) && !frame.Text.AsSpan(from, mention.Start - from).Contains(','));
        var isParty = party.PartyId is not null;
        var person = CapitalisedName().Match(frame.Text, from);
        var isPerson = !isParty && person.Success && person.Index - from <= LongestTitle
            && !frame.Parties.Any(mention => mention.Start < person.Index + person.Length && person.Index < mention.End)
            && !frame.Dates.Any(date => date.Start < person.Index + person.Length && person.Index < date.End)
            && !frame.Treaties.Any(treaty => treaty.Start < person.Index + person.Length && person.Index < treaty.End)
            && !frame.UnknownTreaties.Any(unknown => unknown.Start < person.Index + person.Length && person.Index < unknown.Start + unknown.Length);
        if (!isParty && !isPerson)
            return null;
        var end = isParty ? party.End : person.Index + person.Length;
        // "Austria's ceiling" is Austria's, and what follows is no deed.
        var isOwner = isParty && party.IsPossessive;
        var act = isOwner ? null : frame.ActMentions.FirstOrDefault(mention => mention.Start >= end && mention.Start - end <= LongestAdverb);
        var verb = TextAnalyzer.Tokens(frame.Text).FirstOrDefault(token => token.Start >= end && !token.IsStopWord);
        return new()
        {
            PartyId = isParty ? party.PartyId : null,
            Name = isPerson ? TextAnalyzer.Terms(person.Value).LastOrDefault() : null,
            Verb = !isOwner && verb.Term is { Length: > 0 } && verb.Start - end <= LongestAdverb ? verb.Term : null,
            Acts = act is null ? [] : [act.Act, .. act.Alternatives],
            Others = [.. frame.PartyIds.Where(id => !isParty || !PartyGazetteer.Default.IsSame(id, party.PartyId!))],
            IsSpeech = Speech().IsMatch(frame.Text[end..]),
            IsReason = frame.AskedFor == AskedFor.Reason,
            IsPast = Past().IsMatch(auxiliary.Value) && !ToBe().IsMatch(frame.Text),
        };
    }

    /// <summary>What the sentence lacks of subject and deed.</summary>
    /// <param name="document">Null when a name elsewhere in the document says nothing of this place.</param>
    public EvidenceGap Gap(RankedSentence sentence, DocumentFacts? document)
    {
        // "It shall give notice": a sentence without names of its own may go on about the subject.
        if (Name is { } name && !Near(sentence, 2).Any(one => one.Tokens.Any(token => token.Term == name))
            && (document?.Terms.Contains(name) != true || OtherName().IsMatch(sentence.Analysis.Text)))
            return EvidenceGap.Name;
        if (PartyId is not null && TellsOfOthers(sentence))
            return EvidenceGap.Party;
        if (IsReason && !(Acts.Count == 0 && sentence.Features.SentenceCoverage >= CoveredWithoutVerb) && !TellsDeed(sentence) && !(IsOfSubject(sentence) && Because().IsMatch(sentence.Analysis.Text)))
            return EvidenceGap.Act;
        return IsPast && Verb is { } verb && !Light.Contains(verb) && Undone.IsOnly(sentence.Analysis, verb) ? EvidenceGap.Act : EvidenceGap.None;
    }

    // A sentence that names other parties tells of those; one that names none goes on about whom the ones before it named last.
    private bool TellsOfOthers(RankedSentence sentence)
    {
        foreach (var one in Near(sentence, LongestReference))
        {
            var named = one.Parties.Where(party => !party.IsPlace && !Source().IsMatch(one.Text[..party.Start])).Select(party => party.PartyId).ToList();
            if (named.Exists(id => PartyGazetteer.Default.IsSame(id, PartyId!)))
                return (Acts.Count > 0 && OnlyDescribes(one)) || (IsSpeech && OnlyAccused(one));
            if (named.Exists(id => !Others.Any(other => PartyGazetteer.Default.IsSame(id, other))))
                return true;
        }
        return false;
    }

    // "The withdrawal of Norway, which a Swedish archive dates otherwise" is not Sweden's.
    private bool OnlyDescribes(AnalyzedSentence sentence)
    {
        var named = sentence.Parties.Where(party => !party.IsPlace).ToList();
        return named.Where(party => PartyGazetteer.Default.IsSame(party.PartyId, PartyId!)).All(party => party.Kind == PartyNameKind.Adjective)
            && named.Exists(party => party.Kind != PartyNameKind.Adjective && !Others.Any(other => PartyGazetteer.Default.IsSame(other, party.PartyId)));
    }

    // "Norway accused Sweden": what Sweden said stands elsewhere.
    private bool OnlyAccused(AnalyzedSentence sentence)
    {
        var own = sentence.Parties.Where(party => PartyGazetteer.Default.IsSame(party.PartyId, PartyId!)).ToList();
        return own.TrueForAll(party => Accusing().IsMatch(sentence.Text[..party.Start]));
    }

    // "According to the Norwegian navy, Sweden had eleven" tells of Sweden.
    [GeneratedRegex(@"\baccording to (the )?$", RegexOptions.IgnoreCase)]
    private static partial Regex Source();

    [GeneratedRegex(@"\baccus\w+\s+(the\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Accusing();

    [GeneratedRegex(@"\b(say|said|explain\w*|justif\w+|answer\w*|respond\w*|react\w*|repl\w+|argue\w*|claim\w*|reject\w*|deny|denied)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Speech();

    // The reason often stands beside the sentence that tells the deed.
    private bool TellsDeed(RankedSentence sentence)
    {
        var all = sentence.Passage.Analysis.Sentences;
        return Enumerable.Range(sentence.Index - 1, 3).Any(index => index >= 0 && index < all.Count && Tells(all[index]));
    }

    private bool Tells(AnalyzedSentence sentence) => Acts.Count > 0
        ? sentence.Acts.Any(mention => Acts.Any(act => ActFamilies.IsSame(act, mention.Act) || mention.Alternatives.Contains(act)))
        : Verb is null || sentence.Tokens.Any(token => token.Term == Verb);

    // The sentence itself and those before it, the nearest first.
    private static IEnumerable<AnalyzedSentence> Near(RankedSentence sentence, int back) =>
        Enumerable.Range(0, back + 1).Select(step => sentence.Index - step).Where(index => index >= 0).Select(index => sentence.Passage.Analysis.Sentences[index]);

    /// <summary>A sentence with this share of the question's words may tell the deed in a word of its own.</summary>
    private const double CoveredWithoutVerb = 0.75;

    // Verbs that say nothing of what is done.
    private static readonly HashSet<string> Light = TextAnalyzer.Terms("use used make made have take took give gave get got put go went come came do did").ToHashSet(StringComparer.Ordinal);

    private const int LongestReference = 3;

    /// <summary>"the ", "President ".</summary>
    private const int LongestTitle = 14;

    private const int LongestAdverb = 14;

    [GeneratedRegex(@"\b(?:why|when|how|where|what|which|until|since)\b[^?]*?\b(?:did|does|do|has|have|had|was|were|is|are|can|could|must|may|will)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Auxiliary();

    [GeneratedRegex(@"\b(?:did|has|have|had|was|were)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex Past();

    // "The Austrian parliament" is Austria.
    [GeneratedRegex(@"^\s+(?:\w+\s+)?(?:parliament|government|delegation|ministry|senate|congress|cabinet|army|navy|side|negotiators?|diplomats?|authorities)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Organ();

    // "How many was it to be allowed?"
    [GeneratedRegex(@"\b(was|were)\b[^?]*\bto (be|have)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ToBe();

    private bool IsOfSubject(RankedSentence sentence) => PartyId is not null
        ? sentence.Analysis.Parties.Any(party => PartyGazetteer.Default.IsSame(party.PartyId, PartyId))
        : Name is { } name && sentence.Analysis.Tokens.Any(token => token.Term == name);

    [GeneratedRegex(@"\b(because|owing to|due to|in view of|on the grounds?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Because();

    // A capitalised word after the beginning.
    [GeneratedRegex(@"(?<=[\p{L},;]\s)\p{Lu}[\p{L}’'-]+")]
    private static partial Regex OtherName();

    [GeneratedRegex(@"\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+)*")]
    private static partial Regex CapitalisedName();
}
