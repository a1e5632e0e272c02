using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>A word of a text as names and phrases are compared: see <see cref="Words.In"/>.</summary>
/// <param name="Start">Offset in the text, in UTF-16 code units.</param>
/// <param name="Length">Length as written, a possessive 's excluded.</param>
/// <param name="Key">Accent-folded lower case; stemmed when Cyrillic; empty when longer than any name's word.</param>
/// <param name="IsCapitalised">Whether the first letter is a capital.</param>
/// <param name="IsUpper">Whether it has two letters or more, all of them capitals.</param>
/// <param name="IsPossessive">Whether 's or ' follows.</param>
/// <param name="IsHyphenated">Whether a hyphen or nothing joins it to the next word.</param>
internal readonly record struct Word(
    int Start, int Length, string Key, bool IsCapitalised, bool IsUpper, bool IsPossessive, bool IsHyphenated)
{
    public int End => Start + Length;
}

/// <summary>Cuts a text into words: runs of letters or of digits, dotted acronyms as one word, hyphens as spaces. Linear.</summary>
internal static class Words
{
    private const int LongestWord = 48;

    public static List<Word> In(string text)
    {
        var words = new List<Word>(text.Length / 6 + 1);
        var i = 0;
        while (i < text.Length)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            var digits = char.IsDigit(text[i]);
            while (i < text.Length && IsPart(text[i], digits))
                i++;
            var key = "";
            if (i - start == 1 && !digits)
                key = ReadAcronym(text, start, ref i);
            var length = i - start;
            if (key.Length == 0 && length <= LongestWord)
                key = Key(text.Substring(start, length));
            words.Add(new(start, length, key, char.IsUpper(text[start]), IsAllCapitals(text.AsSpan(start, length)), IsPossessive(text, i), i + 1 < text.Length && (text[i] is '-' or '‑' or '–' || char.IsLetterOrDigit(text[i]))));
            if (words[^1].IsPossessive && i + 1 < text.Length && text[i + 1] is 's' or 'S')
                i += 2;
        }
        return words;
    }

    /// <summary>The keys of a name's words.</summary>
    public static string[] Keys(string name) => [.. In(name).Select(word => word.Key)];

    private static string Key(string word)
    {
        var folded = TextAnalyzer.Fold(word);
        if (folded.Length == 0 || folded[0] is < '\u0400' or > '\u04FF')
            return folded;
        foreach (var token in TextAnalyzer.Tokens(folded))
            return token.Term;
        return folded;
    }

    private static bool IsPart(char c, bool digits) =>
        digits ? char.IsDigit(c) : (char.IsLetter(c) || c is >= '\u0300' and <= '\u036F');

    private static bool IsAllCapitals(ReadOnlySpan<char> word)
    {
        var letters = 0;
        foreach (var c in word)
        {
            if (char.IsLower(c))
                return false;
            if (char.IsUpper(c))
                letters++;
        }
        return letters > 1;
    }

    private static bool IsPossessive(string text, int end)
    {
        if (end >= text.Length || text[end] is not ('\'' or '’'))
            return false;
        if (end + 1 < text.Length && text[end + 1] is 's' or 'S')
            return end + 2 >= text.Length || !char.IsLetterOrDigit(text[end + 2]);
        return end > 0 && text[end - 1] is 's' or 'S' && (end + 1 >= text.Length || char.IsWhiteSpace(text[end + 1]));
    }

    // "U.S." and "u.s.s.r.": single letters with full stops between them; the last stop belongs to the word.
    private static string ReadAcronym(string text, int start, ref int end)
    {
        var letters = text[start].ToString();
        var next = end;
        while (next + 1 < text.Length && text[next] == '.' && char.IsLetter(text[next + 1])
            && (next + 2 >= text.Length || !char.IsLetterOrDigit(text[next + 2])) && letters.Length < 8)
        {
            letters += text[next + 1];
            next += 2;
        }
        if (letters.Length < 2)
            return "";
        if (next < text.Length && text[next] == '.')
            next++;
        end = next;
        return TextAnalyzer.Fold(letters);
    }
}
