using System.Globalization;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>
/// Tells in which of the languages a question is asked, by the words that one has and English has not. What is in none of them counts
/// as English. Pure.
/// </summary>
public static class LanguageDetector
{
    private const int MostWords = 60;

    /// <param name="text">A question, which may be a word or two.</param>
    /// <param name="before">The language of the conversation so far, for texts that could be in either.</param>
    public static CultureInfo Detect(string text, CultureInfo? before = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = Lexicon.Tokens(text.Length > 2000 ? text[..2000] : text).Where(token => token.Folded.Length > 0 && !char.IsDigit(token.Folded[0])).Take(MostWords).ToList();
        if (tokens.Count == 0)
            return before ?? Language.English;
        if (text.Any(c => c is '¿' or '¡'))
            return CultureInfo.GetCultureInfo("es");
        var cyrillic = tokens.Count(token => token.Folded[0] is >= '\u0400' and <= '\u04FF');
        if (cyrillic > 0 && cyrillic * 3 >= tokens.Count)
            return text.Any(c => c is 'і' or 'ї' or 'є' or 'ґ' or 'ў' or 'ј' or 'љ' or 'њ') ? Language.English : CultureInfo.GetCultureInfo("ru");

        var english = tokens.ConvertAll(token => StopWords.Contains(token.Folded) || (!token.IsUpper && EnglishWords.Contains(token.Folded)));
        var (best, most) = ((Lexicon?)null, 0);
        foreach (var lexicon in Lexicon.Everything.Where(lexicon => lexicon.Code != "ru"))
        {
            var known = tokens.ConvertAll(lexicon.Knows);
            var names = tokens.ConvertAll(lexicon.KnowsName);
            var own = 0;
            var foreign = 0;
            var spoken = 0;
            for (var i = 0; i < tokens.Count; i++)
            {
                own += known[i] && !english[i] ? 3 : names[i] && !english[i] ? 1 : known[i] ? 1 : 0;
                foreign += english[i] && !known[i] && !names[i] ? 3 : 0;
                spoken += known[i] || names[i] || tokens[i].IsUpper || tokens[i].IsCapitalised ? 1 : 0;
            }
            if (own > foreign && own > most && spoken * 2 >= tokens.Count && Enumerable.Range(0, tokens.Count).Any(i => (known[i] || names[i]) && !english[i]))
                (best, most) = (lexicon, own + (lexicon.Code == before?.Name ? 1 : 0));
        }
        return best is null || (most < 3 && before is not null && before.Name == "en") ? Language.English : CultureInfo.GetCultureInfo(best.Code);
    }
}
