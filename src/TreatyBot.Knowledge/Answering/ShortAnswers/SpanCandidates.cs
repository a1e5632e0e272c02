using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>Finds the stretches of a sentence that are of the kind a question asks for.</summary>
public static partial class SpanCandidates
{
    public static IEnumerable<AnswerSpan> Of(AnalyzedSentence sentence, AnswerType type)
    {
        var pattern = type switch
        {
            AnswerType.Date => Date(),
            AnswerType.Number => Number(),
            AnswerType.Person or AnswerType.Place => Name(),
            _ => null,
        };
        if (pattern is null)
            return [];
        return At(sentence, pattern.Matches(sentence.Text)
            .Where(match => type != AnswerType.Number || !Year().IsMatch(match.Value))
            .Select(match => (match.Index, match.Length)));
    }

    /// <summary>The stretches given by offset and length.</summary>
    public static IEnumerable<AnswerSpan> At(AnalyzedSentence sentence, IEnumerable<(int Start, int Length)> stretches) =>
        stretches.Select(stretch => ToSpan(sentence, stretch.Start, stretch.Length)).OfType<AnswerSpan>();

    private static AnswerSpan? ToSpan(AnalyzedSentence sentence, int start, int length)
    {
        var first = -1;
        var last = -1;
        for (var index = 0; index < sentence.Tokens.Count; index++)
        {
            var token = sentence.Tokens[index];
            if (token.Start + token.Length <= start)
                continue;
            if (token.Start >= start + length)
                break;
            first = first < 0 ? index : first;
            last = index;
        }
        return first < 0 ? null : new(start, sentence.Text.Substring(start, length), first, last);
    }

    private const string Month = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|Sept?\\.|Oct\\.|Nov\\.|Dec\\.)";

    [GeneratedRegex($@"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{Month}(?:,?\s+\d{{4}})?|{Month}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\d)|{Month}(?:\s+of)?,?\s+\d{{4}}|\b(?:1[0-9]|20)\d{{2}}s?\b(?:[-–]\d{{2,4}})?|\b\d{{1,2}}(?:st|nd|rd|th)\s+centur(?:y|ies)\b|\b[1-9]\d{{2,3}}\s+(?:BC|AD|BCE|CE)\b|\b{Month})")]
    private static partial Regex Date();

    private const string NumberWord = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|half|dozen)";

    [GeneratedRegex(@"^(1[5-9]|20)\d\d$")]
    private static partial Regex Year();

    private const string Figure = @"(?:[$€£]\s?)?\b\d+(?:,\d{3})*(?:\.\d+)?";

    // A figure that numbers an article, a protocol or a year is no quantity; a unit of one or two words belongs to it.
    [GeneratedRegex($@"(?<!\b(?:Article|Articles|Art\.|Chapter|Protocol|Annex|No\.|Section|paragraph|Resolution|[A-Z][a-z]+uary|March|April|May|June|July|August|September|October|November|December)\s)(?<!\()(?<!\d[:.])(?:{Figure}(?:(?:\s?[-–]\s?|\s+(?:to|and|or)\s+){Figure})?(?:\s?%|\s+(?:hundred|thousand|million|billion|trillion|percent|per\s+cent)\b)?|\b{NumberWord}(?:[\s-]{NumberWord})*\b)(?!\))(?!:\d)(?!\s+(?:{Month}))(?:\s+(?:{Unit})\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    private const string Unit = "(?:(?:metric|square|cubic|nautical|calendar|short|long)\\s+)?(?:kilotons?|megatons?|kilometres?|kilometers?|km|miles?|metres?|meters?|tons?|tonnes?|kilograms?|kg|grams?|days?|weeks?|months?|years?|hours?|minutes?|decades?|percent|dollars|euros|litres?|degrees?|warheads?|missiles?|states?|countries|parties|launchers?|bombers?|tanks?|troops|soldiers|people|inspections?)";

    [GeneratedRegex(@"\b(?!(?:The|It|Its|This|That|They|Their|He|She|His|Her|We|Our|There|These|Those)\b)\p{Lu}[\p{L}\p{N}’'.-]*(?:(?:\s+|\s+(?:of|the|de|von|van|la|du|and\s+the|of\s+the|for)\s+)\p{Lu}[\p{L}\p{N}’'-]*)*")]
    private static partial Regex Name();
}
