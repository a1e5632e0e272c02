using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Whether a sentence has anything that could be the answer: a date for "when", a name for "who", a place for "where". Pure.</summary>
internal static partial class OfKindAsked
{
    public static bool IsIn(AnalyzedSentence sentence, AnswerType kind, string question, IReadOnlyList<string> partyIds) => kind switch
    {
        AnswerType.Date => sentence.Dates.Any(date => !IsAsked(question, sentence.Text.Substring(date.Start, date.Length))) || Time().IsMatch(sentence.Text),
        AnswerType.Person or AnswerType.Place => Name().Matches(sentence.Text).Any(name => !IsAsked(question, name.Value))
            || sentence.Parties.Any(party => !partyIds.Contains(party.PartyId)) || Group().IsMatch(sentence.Text),
        _ => true,
    };

    private static bool IsAsked(string question, string words) => question.Contains(words, StringComparison.OrdinalIgnoreCase);

    // Years that stand alone, centuries and words such as "yesterday" that no date reader resolves.
    [GeneratedRegex(@"\b(1[5-9]|20)\d\d\b|\b(centur(y|ies)|decade|yesterday|today|tomorrow|tonight|last|next|ago|era|war|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|spring|summer|autumn|winter|immediately|same day|each year|every)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\p{Lu}[\p{L}’'-]+")]
    private static partial Regex Name();

    // "Foreign ministers signed it": an answer to "who" without a name.
    [GeneratedRegex(@"\b(parties|states|countries|governments?|ministers?|parliaments?|presidents?|members?|powers|committee|commission|council|inspectors?|delegat\w+|secretary|ambassadors?|officials?|website|capital|headquarters)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Group();
}
