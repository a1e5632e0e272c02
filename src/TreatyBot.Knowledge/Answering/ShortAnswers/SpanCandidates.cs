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
        return At(sentence, pattern.Matches(sentence.Text).Select(match => (match.Index, match.Length)));
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

    [GeneratedRegex($@"(?:[$€£]\s?)?\b\d[\d,]*(?:\.\d+)?(?:[-–]\d[\d,.]*\d)?(?:\s?%|\s+(?:hundred|thousand|million|billion|trillion|percent|per\s+cent)\b)?|\b{NumberWord}(?:[\s-]{NumberWord})*\b", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b\p{Lu}[\p{L}\p{N}’'.-]*(?:(?:\s+|\s+(?:of|the|de|von|van|la|du|and\s+the|of\s+the|for)\s+)\p{Lu}[\p{L}\p{N}’'-]*)*")]
    private static partial Regex Name();
}
