using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Whether a sentence dates an act: tells it as done or due, of the treaty asked about, and not of another one that it names too. Pure.</summary>
internal static class ActTelling
{
    public static bool Tells(AnalyzedSentence sentence, IReadOnlyList<TreatyAct> acts, IReadOnlyList<string> treatyIds, TreatyCatalogue catalogue)
    {
        var treaties = sentence.Treaties(catalogue);
        var isMixed = treatyIds.Count > 0 && treaties.SelectMany(treaty => treaty.TreatyIds).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;
        return sentence.Acts.Any(mention =>
            !mention.IsNegated && !Undone.IsBefore(sentence.Text, mention.Start) && acts.Any(act => IsIt(act, mention)) && (!isMixed || IsOf(mention, treaties, treatyIds)));
    }

    // A notice dates a withdrawal where nothing better does, and the sources tell one from the other.
    private static bool IsIt(TreatyAct act, ActMention mention) =>
        act == mention.Act || mention.Alternatives.Contains(act)
        || (ActFamilies.IsSame(act, mention.Act) && mention.Act != TreatyAct.Announce && !mention.IsWeak);

    // "answered the end of A by leaving B": an act is upon the treaty named next after it, or else the last before it.
    private static bool IsOf(ActMention mention, IReadOnlyList<TreatyMention> treaties, IReadOnlyList<string> treatyIds)
    {
        var before = treaties.LastOrDefault(treaty => treaty.End <= mention.Start);
        var own = (mention.IsPassive ? before : null) ?? treaties.FirstOrDefault(treaty => treaty.Start >= mention.Start) ?? treaties[^1];
        return own.TreatyIds.Any(id => treatyIds.Contains(id, StringComparer.OrdinalIgnoreCase));
    }
}
