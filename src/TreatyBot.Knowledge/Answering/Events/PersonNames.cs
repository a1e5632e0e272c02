using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>A person's name in a sentence, with the title before it if there is one.</summary>
internal sealed record PersonName(string Text, int Start);

/// <summary>Finds persons in sentences: capitalised names that follow a title, or that "by" or "and" joins to one. Pure.</summary>
internal static partial class PersonNames
{
    public static IReadOnlyList<PersonName> Find(string sentence, TreatyCatalogue catalogue)
    {
        var taken = catalogue.Find(sentence).Select(mention => (mention.Start, mention.End))
            .Concat(PartyGazetteer.Default.Find(sentence).Where(party => party.Kind != PartyNameKind.Leader).Select(party => (party.Start, party.End)))
            .Concat(DateFinder.Find(sentence, DateContext.None).Select(date => (date.Start, date.End)))
            .ToList();
        // What names a treaty, a state or a date is no person's name.
        var masked = sentence.ToCharArray();
        foreach (var (start, end) in taken)
            masked.AsSpan(start, end - start).Fill('_');
        var readable = new string(masked);
        var leaders = PartyGazetteer.Default.Find(sentence).Where(party => party.Kind == PartyNameKind.Leader).ToList();
        var persons = new List<PersonName>();
        foreach (Match match in Name().Matches(readable))
        {
            var name = match.Groups["name"];
            var isLeader = leaders.Exists(leader => leader.Start >= name.Index && leader.Start < name.Index + name.Length);
            var isTitled = match.Groups["title"].Success;
            var isJoined = persons.Count > 0 && sentence[persons[^1].Start..name.Index] is var between && between.Contains(" and ", StringComparison.Ordinal) && between.Length < 90;
            var isAgent = name.Index >= 3 && sentence[..name.Index].EndsWith("by ", StringComparison.Ordinal) && name.Value.Contains(' ');
            if (Body().IsMatch(name.Value))
                continue;
            var isDoer = name.Value.Contains(' ') && Doing().IsMatch(sentence[(name.Index + name.Length)..]);
            if (isLeader || isTitled || isDoer || isAgent || (isJoined && name.Value.Contains(' ')))
                persons.Add(new(name.Value, name.Index));
        }
        return persons;
    }

    /// <summary>The persons whose own words of title or clause name the party.</summary>
    public static IReadOnlyList<PersonName> OfParty(string sentence, IReadOnlyList<PersonName> persons, string partyId)
    {
        var parties = PartyGazetteer.Default.Find(sentence).Where(party => PartyGazetteer.Default.IsSame(party.PartyId, partyId)).ToList();
        var near = persons.Where((person, index) =>
        {
            var from = index == 0 ? 0 : persons[index - 1].Start + persons[index - 1].Text.Length;
            var to = index + 1 < persons.Count ? persons[index + 1].Start : sentence.Length;
            return parties.Exists(party => (party.Start >= from && party.Start < person.Start && !(index > 0 && Follows(persons[index - 1], party.Start)))
                || (party.Start > person.Start && party.Start < to && Follows(person, party.Start)));
        }).ToList();
        return near.Count > 0 ? near : persons;

        // "Astrid Holmqvist for Sweden": such a party is that person's, not the next one's.
        bool Follows(PersonName person, int party) => For().IsMatch(sentence[(person.Start + person.Text.Length)..party]);
    }

    private const string Titles = "(?:Vice|Deputy|Prime|Foreign|Defen[cs]e|State|General|President|Presidents|Secretary|Ministers?|Chancellor|Premier|King|Queen|Ambassadors?|Chairman|Leader|leader|Senator|Marshal|Admiral|representative|spokesman|spokeswoman|envoy|Envoy|delegate|Secretary|Dr|Captain|Colonel|Commander|Commissioner|The|On|In|At|By)";

    [GeneratedRegex($@"(?<title>(?:\b{Titles}(?:\s+of\s+(?:the\s+)?(?:State|Defen[cs]e|Navy|Army|Air Force|Energy|War|Interior|Treasury|Foreign Affairs))?\s+)+)?(?<name>\b(?!{Titles}\b)\p{{Lu}}[\p{{L}}’'-]+(?:\s+(?:\p{{Lu}}\.|(?:al|el|ul)-\p{{Lu}}[\p{{L}}’'-]+|de|van|von|der|al|bin))*(?:\s+(?!{Titles}\b)\p{{Lu}}[\p{{L}}’'-]+){{0,3}})")]
    private static partial Regex Name();

    // A body is no person.
    [GeneratedRegex(@"\b(Government|Parliament|Commission|Bureau|Council|Committee|Ministry|Secretariat|Agency|Organi[sz]ation|Assembly|Senate|Congress|Registry|Office|Court|Conference|Group|Party|State|States|Union)$")]
    private static partial Regex Body();

    // What persons do and states do through them.
    [GeneratedRegex(@"^\s+(?:signed|initialled|initialed|negotiated|headed|chaired)\s+(?:the|an?|it|its|this|both|for|on\s+behalf)\b")]
    private static partial Regex Doing();

    [GeneratedRegex(@"^\s*(?:signed )?(?:for|of|on behalf of|in)\s+(?:the\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex For();
}
