using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Tells from a question's words what kind of answer it asks for.</summary>
public static partial class AnswerTypeClassifier
{
    public static AnswerType Classify(string question)
    {
        // Of several question words the first one asks: "how many were left when …" wants a number.
        (AnswerType Type, Regex Pattern)[] kinds =
            [(AnswerType.Date, Date()), (AnswerType.Number, Number()), (AnswerType.Reason, Reason()), (AnswerType.Place, Place()), (AnswerType.Person, Person())];
        var first = kinds.Select(kind => (kind.Type, Match: kind.Pattern.Match(question)))
            .Where(kind => kind.Match.Success && !IsConjunction(question, kind.Match)).OrderBy(kind => kind.Match.Index).ToList();
        if (first.Count > 0)
            return first[0].Type;
        return YesNo().IsMatch(question) ? AnswerType.YesNo : AnswerType.Text;
    }

    // "What did he say when …", "Did it lapse when …": the question was asked before.
    private static bool IsConjunction(string question, Match match) =>
        match.Value is "when" or "where" && Asked().IsMatch(question[..match.Index]) && !Asking().IsMatch(question[..match.Index]);

    [GeneratedRegex(@"\b(what|which|who|whom|whose|how|why)\b|^\W*(is|are|was|were|did|does|do|has|have|had|can|could|may|must|will|would|should)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    // "Can you tell me when …"
    [GeneratedRegex(@"\b(tell|know|say|explain|remember|ask|wonder|out|sure|recall|and|or)\W+$", RegexOptions.IgnoreCase)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\bwhen\b|\b(what|which|in what|in which|from what|by what)\s+(\w+\s+)?(year|years|date|dates|month|day|decade|century|time period)\b|\bhow long ago\b|\bsince when\b|^date of\b", RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"\bhow (many|much|long|old|large|big|high|tall|far|deep|wide|often|heavy|fast)\b|\b(what|which) ([\w-]+ ){0,2}(number|percentage|percent|proportion|fraction|amount|share|population|size|limit|ceiling|total|yield|range|threshold|quota)s?\b|\bwhat (is|was|were|are) the (\w+ )?(number|percentage|population|size|limit|ceiling|total|cost|price|area|length|height|notice period)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\bwhy\b|\bfor what reason|\b(what|which) (\w+ )?(reason|cause|purpose|motive)s?\b|\bwhat (caused|led to|prompted)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\bwhere\b|\b(what|which) (\w+ )?(country|countries|city|cities|state|states|place|places|location|capital|continent|region|town|nation|nations|county|district)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Place();

    [GeneratedRegex(@"\bwho(m|se)?\b|\b(what|which) (\w+ )?(person|people|president|leader|minister|king|queen|author|scientist|party|parties|group|organi[sz]ation|company|body|government)\b|\bby whom\b|\bwhat (is|was|were|are) the names?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Person();

    [GeneratedRegex(@"^\W*(is|are|was|were|did|does|do|has|have|had|can|could|may|must|will|would|should|isn't|wasn't|didn't|doesn't|hasn't)\b", RegexOptions.IgnoreCase)]
    private static partial Regex YesNo();
}
