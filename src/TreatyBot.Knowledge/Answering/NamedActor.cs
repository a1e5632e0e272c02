using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>"Who said that …?": the one person, or else the one party, that the sentence names and the question does not.</summary>
internal static partial class NamedActor
{
    public static string? Find(AnswerContext context, FittedSentence sentence)
    {
        var text = sentence.Analysis.Text;
        if (PersonAnswers.Asks(context.Frame.Text))
        {
            var persons = PersonNames.Find(text, context.Catalogue)
                .Where(person => !context.Frame.Text.Contains(person.Text[(person.Text.LastIndexOf(' ') + 1)..], StringComparison.OrdinalIgnoreCase)).Select(person => person.Text).Distinct(StringComparer.Ordinal).ToList();
            if (persons.Count == 1)
                return persons[0];
            if (persons.Count > 1)
                return null;
        }
        if (!State().IsMatch(context.Frame.Text))
            return null;
        var parties = PartyGazetteer.Default.Find(text)
            .Where(party => !party.IsPlace && party.Kind != PartyNameKind.Leader && !context.Frame.PartyIds.Contains(party.PartyId))
            .Select(party => party.PartyId).Distinct(StringComparer.Ordinal).ToList();
        if (!Which().IsMatch(context.Frame.Text) && !PartyGazetteer.Default.Find(text).Any(party => party.Start <= OpeningLength && parties.Contains(party.PartyId)))
            return null;
        return parties.Count == 1 ? EventPhrases.Capitalise(EventPhrases.Party(parties[0])) : null;
    }

    /// <summary>"The United States …": a sentence that opens with a party has it as its subject.</summary>
    private const int OpeningLength = 4;

    [GeneratedRegex(@"\b(which|what)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Which();

    [GeneratedRegex(@"\bwho\b|\b(which|what) (\w+ )?(country|state|party|government|nation|power|side|organi[sz]ation|alliance)\b", RegexOptions.IgnoreCase)]
    private static partial Regex State();
}
