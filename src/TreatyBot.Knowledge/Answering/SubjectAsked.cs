using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// Who is asked to have done what in "why did Austria leave …": a reason is one only where the sources tell that Austria left. Without
/// it a question's wrong premise would be answered with a reason for something else.
/// </summary>
internal sealed partial class SubjectAsked
{
    private readonly string _partyId;
    private readonly string? _verb;
    private readonly IReadOnlyList<TreatyAct> _acts;

    private SubjectAsked(string partyId, string? verb, IReadOnlyList<TreatyAct> acts) => (_partyId, _verb, _acts) = (partyId, verb, acts);

    /// <summary>Null when the question has no party as its subject.</summary>
    public static SubjectAsked? Read(QuestionFrame frame)
    {
        if (Auxiliary().Match(frame.Text) is not { Success: true } auxiliary)
            return null;
        var from = auxiliary.Index + auxiliary.Length;
        if (frame.Parties.FirstOrDefault(party => party.Start >= from && party.Start - from <= LongestTitle && !frame.Text.AsSpan(from, party.Start - from).Contains(',')) is not { PartyId: not null } subject)
            return null;
        // "Why did Russia's president …": the party is not what acts.
        if (subject.IsPossessive || subject.Kind == PartyNameKind.Adjective)
            return null;
        var act = frame.ActMentions.FirstOrDefault(mention => mention.Start >= subject.End && mention.Start - subject.End <= LongestAdverb);
        var verb = TextAnalyzer.Tokens(frame.Text).FirstOrDefault(token => token.Start >= subject.End && !token.IsStopWord);
        return new(subject.PartyId, act is null && verb.Start - subject.End <= LongestAdverb ? verb.Term : null, act is null ? [] : [act.Act, .. act.Alternatives]);
    }

    /// <summary>Whether the sentence, with the ones beside it, tells that the party did it.</summary>
    public bool IsToldBy(RankedSentence sentence)
    {
        var all = sentence.Passage.Analysis.Sentences;
        var near = Enumerable.Range(sentence.Index - 1, 3).Where(index => index >= 0 && index < all.Count).Select(index => all[index]).ToList();
        return near.Exists(one => PartyGazetteer.Default.Find(one.Text).Any(party => !party.IsPlace && PartyGazetteer.Default.IsSame(party.PartyId, _partyId)) && Tells(one))
            || (Tells(sentence.Analysis) && near.Exists(one => PartyGazetteer.Default.Find(one.Text).Any(party => party.Start <= LongestTitle && PartyGazetteer.Default.IsSame(party.PartyId, _partyId))));
    }

    private bool Tells(AnalyzedSentence sentence) =>
        (_acts.Count == 0 && (_verb is null || sentence.Tokens.Any(token => token.Term == _verb)))
        || (_acts.Count > 0 && ActLexicon.Default.FindActs(sentence.Text).Any(mention => _acts.Any(act => ActFamilies.IsSame(act, mention.Act) || mention.Alternatives.Contains(act))));

    /// <summary>"the ", "President ".</summary>
    private const int LongestTitle = 14;

    private const int LongestAdverb = 14;

    [GeneratedRegex(@"\b(?:why|for what reason|what reason|how come)\b[^?]*?\b(?:did|does|do|has|have|had)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Auxiliary();
}
