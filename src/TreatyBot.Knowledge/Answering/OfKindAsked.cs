using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Whether a sentence has anything that could be the answer: a date for "when", a name for "who", a place for "where". Pure.</summary>
internal static partial class OfKindAsked
{
    public static bool IsIn(AnalyzedSentence sentence, AnswerType kind, string question, IReadOnlyList<string> partyIds) => kind switch
    {
        // "Who signed for Norway?" asks for a person.
        AnswerType.Person when partyIds.Count > 0 && ForParty().IsMatch(question) => PersonBeside().IsMatch(sentence.Text)
            && partyIds.All(wanted => sentence.Parties.Any(party => PartyGazetteer.Default.IsSame(party.PartyId, wanted))),
        // "As of May it had six parties" tells when it was looked at.
        AnswerType.Date => sentence.Dates.Any(date => !IsAsked(question, sentence.Text.Substring(date.Start, date.Length)) && !AsOf().IsMatch(sentence.Text[..date.Start]))
            || (!(Past().IsMatch(question) && Shall().IsMatch(sentence.Text)) && Time().IsMatch(AsOfDate().Replace(sentence.Text, " "))),
        AnswerType.Place => Place().Matches(sentence.Text).Any(place => !IsAsked(question, place.Groups["name"].Value)) || sentence.Parties.Any(party => !partyIds.Contains(party.PartyId)),
        AnswerType.Person => Name().Matches(sentence.Text).Any(name => !IsAsked(question, name.Value))
            || sentence.Parties.Any(party => !partyIds.Contains(party.PartyId)) || Group().IsMatch(sentence.Text),
        _ => true,
    };

    /// <summary>Whether the words that reading points at could be the answer: a name for "who", a figure for "how many", a date for "when".</summary>
    public static bool IsSpan(AnalyzedSentence sentence, Reading reading, AnswerType kind)
    {
        if (reading.Length == 0)
            return false;
        var words = sentence.Text.Substring(reading.Start, reading.Length);
        return kind switch
        {
            AnswerType.Person => Name().IsMatch(words) || Group().IsMatch(words),
            AnswerType.Date => Time().IsMatch(words) || sentence.Dates.Any(date => date.Start < reading.Start + reading.Length && date.Start + date.Length > reading.Start),
            AnswerType.Number => Figure().IsMatch(words),
            _ => true,
        };
    }

    [GeneratedRegex(@"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundreds?|thousands?|millions?|half|dozens?|none|no|all|un\w+ed|indefinite\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Figure();

    /// <summary>An interviewer's question tells nothing.</summary>
    public static bool IsQuestion(string sentence) => sentence.AsSpan().TrimEnd("*_\"”’» ").EndsWith("?");

    [GeneratedRegex(@"\bas (of|at)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex AsOf();

    [GeneratedRegex(@"\bas (of|at)\s+(\d{1,2}\s+)?(\p{Lu}\w+\s+)?\d{4}", RegexOptions.IgnoreCase)]
    private static partial Regex AsOfDate();

    [GeneratedRegex(@"\b(who|(which|what) (\w+ )?(minister|president|ambassador|official|person|leader))\b.*\b(signed|initialled|negotiated|spoke|speaks|acted)\b.*\b(for|on behalf of)\s+(the\s+)?\p{L}|^\W*(and\s+)?for\s+\p{L}", RegexOptions.IgnoreCase)]
    private static partial Regex ForParty();

    [GeneratedRegex(@"\b([Mm]inister|[Pp]resident|[Ss]ecretary|[Aa]mbassador|General|[Aa]dmiral|King|Queen|[Cc]hancellor|[Pp]remier|[Rr]epresentative|[Ee]nvoy|[Nn]egotiator|[Dd]elegate|on behalf of)\b|\b(signed|initialled)\b.*\bfor\s+(the\s+)?\p{Lu}|\p{Lu}[\p{L}’'-]+\s+\p{Lu}[\p{L}’'-]+\s+(signed|initialled)\b")]
    private static partial Regex PersonBeside();

    // "On the thirtieth day after …" tells when a treaty shall enter into force, and not when it did.
    [GeneratedRegex(@"\b(did|was|were|has|have|had)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Past();

    [GeneratedRegex(@"\bshall\b", RegexOptions.IgnoreCase)]
    private static partial Regex Shall();

    private static bool IsAsked(string question, string words) => question.Contains(words, StringComparison.OrdinalIgnoreCase);

    // Years that stand alone, centuries and words such as "yesterday" that no date reader resolves.
    [GeneratedRegex(@"\b(1[5-9]|20)\d\d\b|\b(centur(y|ies)|decade|yesterday|today|tomorrow|tonight|last|next|ago|era|war|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|spring|summer|autumn|winter|immediately|same day|each year|every)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(?:in|at|near|from|to|into|of|on|off|outside|inside|between|and|via|under)\s+(?:the\s+)?(?<name>(?!January|February|March|April|May|June|July|August|September|October|November|December)\p{Lu}[\p{L}’'-]+)")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?!(?:The|It|Its|This|That|They|Their|He|She|His|Her|In|On|At|By|We|Our|As|After|Before|There|These|Those|An|If|When|Under|January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Treaty|Convention|Agreement|Protocol|Memorandum|Accord|Pact|Document|Articles?|Chapter|Annex|Section|Paragraph|[IVXLC]+)\b)\p{Lu}[\p{L}’'-]+")]
    private static partial Regex Name();

    // "Foreign ministers signed it": an answer to "who" without a name.
    [GeneratedRegex(@"\b(parties|states|countries|governments?|ministers?|parliaments?|presidents?|members?|powers|committee|commission|council|inspectors?|delegat\w+|secretary|ambassadors?|officials?|website|capital|headquarters)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Group();
}
