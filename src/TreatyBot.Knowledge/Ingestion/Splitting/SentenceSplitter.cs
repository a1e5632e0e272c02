using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>
/// Cuts text into sentences. A single line break never ends one and a blank line always does; closing quotes and brackets belong to
/// the sentence they follow. Pure: the same text gives the same sentences.
/// </summary>
public static partial class SentenceSplitter
{
    // A run of text without any sentence end, such as a machine-made list, is still cut into pieces that can be quoted.
    private const int LongestSentence = 2000;

    private const int LongestDate = 40;

    private const string Closers = ")]}\"”’»'›」』）】*_";
    private const string Openers = "([{\"“‘«'‹「『（【*_¿¡";

    /// <summary>The sentences of the whole text.</summary>
    public static IReadOnlyList<Sentence> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Split(text, 0, text.Length);
    }

    /// <summary>The sentences of a stretch of <paramref name="text"/>; offsets are those of the whole text.</summary>
    public static IReadOnlyList<Sentence> Split(string text, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, text.Length - start);
        var sentences = new List<Sentence>();
        var end = start + length;
        var from = SkipSpace(text, start, end);
        var position = from;
        while (position < end)
        {
            var boundary = BoundaryAt(text, from, position, end, out var next);
            if (boundary)
            {
                Add(sentences, text, from, next);
                from = position = SkipSpace(text, next, end);
            }
            else
            {
                position = next;
            }
        }
        Add(sentences, text, from, end);
        return JoinLeadingDates(sentences, text);
    }

    // "11 June 1993. North Korea suspends …": the date that opens an entry of a chronology belongs to what happened on it.
    private static List<Sentence> JoinLeadingDates(List<Sentence> sentences, string text)
    {
        for (var i = sentences.Count - 2; i >= 0; i--)
        {
            var (date, next) = (sentences[i], sentences[i + 1]);
            if (date.Length <= LongestDate && LeadingDate().IsMatch(text.AsSpan(date.Start, date.Length)) && LineBreaks(text, date.Start + date.Length, next.Start) < 2)
            {
                sentences[i] = new(date.Start, next.Start + next.Length - date.Start);
                sentences.RemoveAt(i + 1);
            }
        }
        return sentences;
    }

    // Whether a sentence that began at "from" ends at or right after "position"; next is where to look on.
    private static bool BoundaryAt(string text, int from, int position, int end, out int next)
    {
        next = position + 1;
        var c = text[position];
        if (c is '\n' or '\r')
            return IsBlankLineAt(text, position, end);
        if (!IsTerminator(c))
            return false;
        while (next < end && IsTerminator(text[next]))
            next++;
        var last = text[next - 1];
        var afterRun = next;
        next = SkipFootnoteMark(text, SkipClosers(text, next, end), end);
        if (IsFullWidth(last))
            return true;
        if (c == '.' && afterRun == position + 1 && next == afterRun)
            next = SkipNoteNumber(text, position, end);
        if (next >= end)
            return true;
        if (!char.IsWhiteSpace(text[next]))
        {
            next = afterRun;
            return false;
        }
        var following = SkipSpace(text, next, end);
        if (following >= end || LineBreaks(text, next, following) > 1)
            return true;
        var word = following;
        while (word < end && Openers.Contains(text[word], StringComparison.Ordinal))
            word++;
        if (word >= end || char.IsLower(text, word))
            return false;
        var isFullStop = c == '.' && afterRun == position + 1;
        if (text[word] is ',' or ';' or ':' or '/' or '&' or '%' or '+' or '=' || IsTerminator(text[word]) || IsLoneDash(text, word, end))
            return false;
        return !isFullStop || Abbreviations.EndsSentence(text, from, position, word, end);
    }

    private static void Add(List<Sentence> sentences, string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        while (end - start > LongestSentence)
        {
            var cut = CutBefore(text, start, start + LongestSentence);
            Add(sentences, text, start, cut);
            start = SkipSpace(text, cut, end);
        }
        if (end > start)
            sentences.Add(new(start, end - start));
    }

    private static int CutBefore(string text, int start, int limit)
    {
        var half = start + LongestSentence / 2;
        for (var i = limit - 1; i > half; i--)
        {
            if (text[i] is ';' && char.IsWhiteSpace(text[i + 1]))
                return i + 1;
        }
        for (var i = limit - 1; i > half; i--)
        {
            if (char.IsWhiteSpace(text[i]))
                return i;
        }
        return char.IsLowSurrogate(text[limit]) ? limit - 1 : limit;
    }

    private static bool IsBlankLineAt(string text, int position, int end) =>
        LineBreaks(text, position, SkipSpace(text, position, end)) > 1;

    private static int LineBreaks(string text, int start, int end)
    {
        var count = 0;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == end || text[i + 1] != '\n')))
                count++;
        }
        return count;
    }

    private static int SkipSpace(string text, int position, int end)
    {
        while (position < end && char.IsWhiteSpace(text[position]))
            position++;
        return position;
    }

    private static int SkipClosers(string text, int position, int end)
    {
        while (position < end && Closers.Contains(text[position], StringComparison.Ordinal))
            position++;
        return position;
    }

    // "treaty.[3] The": the mark stands after the stop and belongs to its sentence.
    private static int SkipFootnoteMark(string text, int position, int end)
    {
        while (position < end && text[position] == '[')
        {
            var close = position + 1;
            while (close < end && char.IsAsciiDigit(text[close]))
                close++;
            if (close == position + 1 || close >= end || text[close] != ']')
                break;
            position = close + 1;
        }
        return position;
    }

    // "obligations.5 The": a superscript that lost its height. Only after a word too long to be an abbreviation.
    private static int SkipNoteNumber(string text, int stop, int end)
    {
        var digits = stop + 1;
        while (digits < end && digits - stop <= 3 && char.IsAsciiDigit(text[digits]))
            digits++;
        var isNote = digits > stop + 1 && digits < end && char.IsWhiteSpace(text[digits])
            && stop >= 5 && text.AsSpan(stop - 5, 5).IndexOfAnyExceptInRange('a', 'z') < 0;
        return isNote ? digits : stop + 1;
    }

    private static bool IsLoneDash(string text, int position, int end) =>
        text[position] is '-' or '–' or '—' && (position + 1 >= end || char.IsWhiteSpace(text[position + 1]));

    private static bool IsTerminator(char c) => c is '.' or '!' or '?' or '…' or '؟' or '।' || IsFullWidth(c);

    private static bool IsFullWidth(char c) => c is '。' or '！' or '？' or '｡';

    private const string DayOrMonth = @"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|\d{1,2}(?:st|nd|rd|th)?|[-–—]|(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?)";

    [GeneratedRegex($@"^(?:{DayOrMonth}\s*)*(?:1[5-9]|20)\d\d[.:]?$")]
    private static partial Regex LeadingDate();
}
