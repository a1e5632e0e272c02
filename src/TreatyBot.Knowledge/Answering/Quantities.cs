using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Answering.ShortAnswers;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <param name="Noun">The term of what is counted; null when any quantity will do.</param>
/// <param name="IsTime">Whether a stretch of time is asked for.</param>
/// <param name="IsLimit">Whether a limit on it is asked for, which may name it before its figure.</param>
internal sealed record QuantityAsked(string? Noun, bool IsTime, bool IsLimit = false);

/// <summary>"How many drones" is answered only by a sentence with a number and drones in it. Pure.</summary>
internal static partial class Quantities
{
    private static readonly HashSet<string> States =
        TextAnalyzer.Terms("countries states nations parties members signatories governments ratifications").ToHashSet(StringComparer.Ordinal);

    public static QuantityAsked? Asked(QuestionFrame frame, Query query)
    {
        if (TimeAsked().IsMatch(frame.Text))
            return new(null, true);
        if (HowMany().Match(frame.Text) is { Success: true } match)
        {
            var nouns = match.Groups["noun"].Value.Split(' ');
            var noun = nouns.LastOrDefault(word => word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal)) ?? nouns[^1];
            return new(TextAnalyzer.Terms(noun).FirstOrDefault(), false);
        }
        if (query.AnswerType == AnswerType.Number && LimitAsked().Match(frame.Text) is { Success: true } limit)
            return new(TextAnalyzer.Terms(limit.Groups["noun"].Value).LastOrDefault(), false, IsLimit: true);
        return query.AnswerType == AnswerType.Number && frame.AskedFor is AskedFor.Number or AskedFor.Count ? new(null, false) : null;
    }

    public static bool IsIn(RankedSentence sentence, QuantityAsked asked, string question)
    {
        // Who signed, or may join, is not yet a party.
        if (asked.Noun is not null && States.Contains(asked.Noun) && PartiesAsked().IsMatch(question)
            && (!Parties().IsMatch(sentence.Analysis.Text) || OnlyInvited().IsMatch(sentence.Analysis.Text)))
            return false;
        if (asked.Noun is not null && States.Contains(asked.Noun) && Needed().IsMatch(sentence.Analysis.Text) != Needed().IsMatch(question))
            return false;
        // How long before is not how long.
        if (asked.IsTime && (InAdvance().IsMatch(question) ? !Ahead().IsMatch(sentence.Analysis.Text) : HowLong().IsMatch(question) && OnlyAhead().IsMatch(sentence.Analysis.Text)))
            return false;
        if (asked.IsTime && NoticeToLeave().IsMatch(question) && !Leaving().IsMatch(sentence.Analysis.Text))
            return false;
        if (Needed().IsMatch(question) && Nth().IsMatch(sentence.Analysis.Text))
            return true;
        if (asked.IsTime)
            return Time().IsMatch(sentence.Analysis.Text);
        var spans = SpanCandidates.Of(sentence.Analysis, AnswerType.Number).ToList();
        return asked.Noun is null ? spans.Count > 0 : spans.Exists(span => Counts(span, sentence.Analysis, asked.Noun, asked.IsLimit || LimitTold().IsMatch(sentence.Analysis.Text) ? LongestLead : 0));
    }

    /// <summary>"Tanks were limited to 20,000".</summary>
    private const int LongestLead = 6;

    /// <summary>"90 calendar days".</summary>
    private const int LongestStretch = 16;

    /// <summary>Whether the sentence has a number that is no part of a date or a stretch of time.</summary>
    public static bool HasFigure(AnalyzedSentence sentence) =>
        SpanCandidates.Of(sentence, AnswerType.Number).Any(span => !Time().IsMatch(span.Text))
        || Digits().Matches(sentence.Text).Any(digits => !Time().IsMatch(sentence.Text[digits.Index..Math.Min(sentence.Text.Length, digits.Index + LongestStretch)]) && !sentence.Dates.Any(date => digits.Index >= date.Start && digits.Index < date.Start + date.Length));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    /// <summary>Whether the noun is within or right after the span, as in "1,550 deployed strategic warheads".</summary>
    public static bool Counts(AnswerSpan span, AnalyzedSentence sentence, string noun, int lead = 0)
    {
        for (var index = Math.Max(0, span.FirstToken - lead); index < sentence.Tokens.Count && index <= span.LastToken + 3; index++)
        {
            if (sentence.Tokens[index].Term == noun || (States.Contains(noun) && States.Contains(sentence.Tokens[index].Term)))
                return true;
        }
        return false;
    }

    [GeneratedRegex(@"\b(part(y|ies)|members?|membership|ratified|joined|acceded)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PartiesAsked();

    [GeneratedRegex(@"\b(part(y|ies)|members?|membership|ratif\w+|acced\w+|accession\w*|joined)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Parties();

    [GeneratedRegex(@"\b(open(ed)? (to|for)|may (join|accede|sign)|invited)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyInvited();

    [GeneratedRegex(@"\bhow long\b(?! ago)|\bhow many (days|weeks|months|years|hours)\b|\bnotice period\b|\bhow (far|early) (ahead|in advance|before|beforehand)\b|\b(how much|what|which) (advance )?(notice|warning)\b|\bhow much time\b", RegexOptions.IgnoreCase)]
    private static partial Regex TimeAsked();

    /// <summary>Whether a question about money or the time of day meets a sentence that has none.</summary>
    public static bool LacksUnit(string question, string sentence) =>
        (MoneyAsked().IsMatch(question) && !Money().IsMatch(sentence)) || (HourAsked().IsMatch(question) && !Hour().IsMatch(sentence))
        || (SpeedAsked().IsMatch(question) && !Speed().IsMatch(sentence) && !Time().IsMatch(sentence)) || (DistanceAsked().IsMatch(question) && !Distance().IsMatch(sentence))
        || (WeightAsked().IsMatch(question) && !Weight().IsMatch(sentence)) || (ShareAsked().IsMatch(question) && !Share().IsMatch(sentence));

    [GeneratedRegex(@"\bhow fast\b|\b(what|which) speed\b|\bspeed of\b", RegexOptions.IgnoreCase)]
    private static partial Regex SpeedAsked();

    [GeneratedRegex(@"\b(Mach|knots?|km/h|mph|m/s|speeds?|(kilomet\w+|miles|met(re|er)s)\s+(a|per|an)\s+(hour|second)|sound|supersonic|hypersonic|subsonic)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Speed();

    // "How far ahead" asks for time, "how far along" for progress.
    [GeneratedRegex(@"\bhow (far (from|away|apart|inland|north|south|east|west|off|below|above)|high|deep|tall|wide)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DistanceAsked();

    [GeneratedRegex(@"\b(kilomet\w+|km|miles?|met(re|er)s?|m|feet|foot|ft|yards?|inch(es)?|centimet\w+|per cent|percent|degrees?)\b|%", RegexOptions.IgnoreCase)]
    private static partial Regex Distance();

    [GeneratedRegex(@"\bhow (heavy|much (do|does|did) .*\bweigh)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WeightAsked();

    [GeneratedRegex(@"\b(kilogram\w*|kg|tons?|tonnes?|pounds?|lb|grams?|g|ounces?|kilotons?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Weight();

    [GeneratedRegex(@"\b(what|which) (percentage|per ?cent|share|proportion)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ShareAsked();

    [GeneratedRegex(@"%|\b(per ?cent|percentage|half|third|thirds|quarter|quarters|fifth|fifths|tenth|share|one in|out of|majority|all)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Share();

    [GeneratedRegex(@"\bhow much (money|did .* (cost|pay|save|spend))\b|\b(cost|price|budget|fine)\b.*\?|\bhow much did (that|it|this) cost\b|\bhow expensive\b", RegexOptions.IgnoreCase)]
    private static partial Regex MoneyAsked();

    [GeneratedRegex(@"[$€£₽]|\b(dollars?|euros?|roubles?|rubles?|pounds?|francs?|yen|million|billion|trillion)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    [GeneratedRegex(@"\b(what|which) (hour|time of (the )?day)\b|\bwhat time\b", RegexOptions.IgnoreCase)]
    private static partial Regex HourAsked();

    [GeneratedRegex(@"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?(am|pm|a\.m\.|p\.m\.|o'clock)|\b(noon|midnight)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hour();

    [GeneratedRegex(@"\bhow (far|long|early|many \w+) (ahead|in advance|before|beforehand)\b", RegexOptions.IgnoreCase)]
    private static partial Regex InAdvance();

    [GeneratedRegex(@"\b(ahead|advance|before|beforehand|notice|prior|earlier)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ahead();

    [GeneratedRegex(@"\bhow long\b(?!.*\b(ahead|advance|before|beforehand|notice|warning|after|take|until)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex HowLong();

    [GeneratedRegex(@"\b(hours?|days?|weeks?|months?)\s+(in advance|ahead|before(hand)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyAhead();

    [GeneratedRegex(@"\b(sub-?)?(limits?|ceilings?|quotas?|caps?)\b.*\b(to|at|of)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LimitTold();

    // "the deposit of the fifth instrument of ratification"
    [GeneratedRegex(@"\b(\d+(st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|fifteenth|twentieth|thirtieth|fortieth|fiftieth)\s+(instrument|ratification|state|signatory|party)", RegexOptions.IgnoreCase)]
    private static partial Regex Nth();

    // The notice that ends a treaty is not the notice of a launch.
    [GeneratedRegex(@"\bnotice\b.*\b(withdr\w+|leav\w+|quit\w*|end\w*|exit\w*|denounc\w+|terminat\w+|get(ting)? out|pull\w* out)\b|\b(withdr\w+|leav\w+|quit\w*|exit\w*|denounc\w+|terminat\w+|get(ting)? out|pull\w* out)\b.*\bnotice\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoticeToLeave();

    [GeneratedRegex(@"\b(withdr\w+|leav\w*|left|quit\w*|exit\w*|denounc\w+|denunciation|terminat\w+|end (it|the|this)|notice to the (depositary|other)|months[’']? notice|get out|pull out)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Leaving();

    // How many it took is not how many there are.
    [GeneratedRegex(@"\b(need(s|ed)?|requir(e|es|ed|ing)|necessary|once|threshold|must|suffic\w+|take[sn]?\b.*\bto enter|(after|on|upon|following|of) the (\w+ )?(\d+(st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|fifteenth|twentieth|thirtieth|fortieth|fiftieth))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Needed();

    [GeneratedRegex(@"\b(?:what|which) (?<noun>[\w-]+) (?:limit|ceiling|cap|quota|level|total)s?\b|\b(?:limit|ceiling|cap|quota)s? (?:[\w-]+ ){0,5}?(?:for|on|of) (?:deployed |strategic |nuclear |battle |heavy |combat )*(?<noun>[\w-]+)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex LimitAsked();

    [GeneratedRegex(@"\bhow many (?<noun>(?!of\b)[\w-]+(?: (?!are\b|is\b|was\b|were\b|did\b|does\b|do\b|has\b|have\b|had\b|may\b|can\b|could\b|must\b|will\b|would\b|in\b|of\b|at\b|under\b|ratified\b|signed\b|joined\b|left\b|sat\b|count\b)[\w-]+){0,2})", RegexOptions.IgnoreCase)]
    private static partial Regex HowMany();

    [GeneratedRegex(@"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|hundred)[\s-]+(?:calendar\s+)?(hours?|days?|weeks?|months?|years?|decades?)\b|\b(unlimited|indefinite(ly)?|permanent)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();
}
