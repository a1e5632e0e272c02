using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>A word of a text: what it is searched by, and where it stands.</summary>
/// <param name="Term">Accent-folded, lower-cased and stemmed.</param>
/// <param name="Start">Offset of the word in the analysed text.</param>
/// <param name="Length">Length of the word as written.</param>
/// <param name="IsStopWord">Whether it is too common to search by.</param>
public readonly record struct AnalyzedToken(string Term, int Start, int Length, bool IsStopWord);

/// <summary>
/// The one analyser of the house: words are runs of letters and digits, accents folded, possessive 's dropped, dotted acronyms read as
/// one word; stemmed by Porter (1980) or, in Cyrillic, by the Snowball Russian stemmer. Chinese, Japanese and Korean characters
/// are words of their own. Thread-safe.
/// </summary>
public static class TextAnalyzer
{
    /// <summary>Part of every index version: changes when the same text would yield other terms.</summary>
    public const string Version = "porter-2";

    private const int StemCacheLimit = 200_000;
    private static readonly ConcurrentDictionary<string, string> Stems = new(StringComparer.Ordinal);

    /// <summary>The terms of <paramref name="text"/> in order, with repetitions and without stop words.</summary>
    public static List<string> Terms(string text)
    {
        var terms = new List<string>();
        foreach (var token in Tokens(text))
        {
            if (!token.IsStopWord)
                terms.Add(token.Term);
        }
        return terms;
    }

    /// <summary>All words of <paramref name="text"/> in order, stop words among them.</summary>
    public static IEnumerable<AnalyzedToken> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var position = 0;
        while (position < text.Length)
        {
            if (!IsWordAt(text, position, out var width))
            {
                position += width;
                continue;
            }
            var start = position;
            if (IsIdeograph(text[position]))
            {
                position += width;
                yield return new(text.Substring(start, width), start, width, false);
                continue;
            }
            while (position < text.Length && IsWordAt(text, position, out width) && !IsIdeograph(text[position]))
                position += width;
            var word = text[start..position];
            if (TryReadAcronym(text, start, position, out var end, out var acronym))
            {
                position = end;
                word = acronym;
            }
            var folded = Fold(word);
            if (position + 1 < text.Length && text[position] is '\'' or '’' && text[position + 1] is 's' or 'S'
                && (position + 2 == text.Length || !char.IsLetterOrDigit(text[position + 2])))
                position += 2;
            if (folded.Length > 0)
                yield return new(acronym.Length > 0 ? folded : Stem(folded), start, position - start, acronym.Length == 0 && StopWords.Contains(folded));
        }
    }

    /// <summary>Lower case without accents.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
            return word.ToLowerInvariant();
        var input = word.ToCharArray();
        // One character becomes at most four ("\u2488" becomes "1.").
        var output = new char[input.Length * 4];
        var length = ASCIIFoldingFilter.FoldToASCII(input, 0, output, 0, input.Length);
        var folded = new StringBuilder(length);
        foreach (var c in output.AsSpan(0, length))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                folded.Append(c is 'ё' or 'Ё' ? 'е' : char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    private static bool IsWordAt(string text, int position, out int width)
    {
        width = char.IsSurrogatePair(text, position) ? 2 : 1;
        return char.IsLetterOrDigit(text, position)
            || CharUnicodeInfo.GetUnicodeCategory(text, position) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private static bool IsIdeograph(char c) =>
        c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF');

    // "U.S." and "U.S.S.R.": single letters, each followed by a full stop, two or more of them.
    private static bool TryReadAcronym(string text, int start, int firstEnd, out int end, out string acronym)
    {
        end = firstEnd;
        acronym = "";
        if (firstEnd - start != 1 || !char.IsLetter(text[start]))
            return false;
        var letters = new StringBuilder().Append(text[start]);
        var next = firstEnd;
        while (next + 1 < text.Length && text[next] == '.' && char.IsLetter(text[next + 1])
            && (next + 2 == text.Length || !char.IsLetterOrDigit(text[next + 2])))
        {
            letters.Append(text[next + 1]);
            next += 2;
        }
        if (letters.Length < 2)
            return false;
        acronym = letters.ToString();
        end = next;
        return true;
    }

    private static string Stem(string folded)
    {
        // Two letters are an abbreviation or a numeral: "US", "II".
        if (folded.Length <= 2)
            return folded;
        if (Stems.TryGetValue(folded, out var known))
            return known;
        if (Stems.Count >= StemCacheLimit)
            Stems.Clear();
        SnowballProgram stemmer = folded[0] is >= '\u0400' and <= '\u04FF' ? new RussianStemmer() : new PorterStemmer();
        stemmer.SetCurrent(folded);
        stemmer.Stem();
        var stem = stemmer.Current;
        return Stems[folded] = stem.Length == 0 ? folded : stem;
    }
}
