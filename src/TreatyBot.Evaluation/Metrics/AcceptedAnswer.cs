using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// An accepted answer, ready to be looked for. It occurs in a text when its words do, as <see cref="ComparableWords"/> compares
/// them, in their order and without gaps; or, if it is a date, when the text names
/// a date as exact or more exact that lies within it, in any form. All parts of "one + another" must occur. A bare yes or no occurs
/// only as the first word.
/// </summary>
internal sealed class AcceptedAnswer
{
    private readonly Part[] _parts;

    public AcceptedAnswer(string text)
    {
        Text = text;
        _parts = [.. text.Split(" + ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => new Part(ComparableWords.Of(part), DateMentions.ReadWhole(part)))];
    }

    public string Text { get; }

    /// <summary>Whether several things must be said, so that a short answer with one of them is not enough.</summary>
    public bool HasParts => _parts.Length > 1;

    public bool OccursIn(SearchableText text) => _parts.Length > 0 && _parts.All(part => OccursIn(part, text));

    private static bool OccursIn(Part part, SearchableText text)
    {
        if (part.Date is { } date && text.Dates.Any(found => found.IsWithin(date)))
            return true;
        if (part.Words.Count == 0)
            return false;
        // "ye" is how the stemmer leaves "yes".
        if (part.Words is ["ye" or "no"])
            return text.Words.Count > 0 && text.Words[0] == part.Words[0];
        // A day's words may stand beside another year: "7 November 2023" is not looked for as words where dates were read.
        if (part.Date is { Precision: DatePrecision.Day } && text.Dates.Count > 0)
            return false;
        return IndexOf(text.Words, part.Words) >= 0;
    }

    private static int IndexOf(List<string> words, List<string> wanted)
    {
        for (var start = 0; start + wanted.Count <= words.Count; start++)
        {
            var length = 0;
            while (length < wanted.Count && words[start + length] == wanted[length])
                length++;
            if (length == wanted.Count)
                return start;
        }
        return -1;
    }

    private sealed record Part(List<string> Words, PartialDate? Date);
}

/// <summary>A text with its words and dates, worked out once and only when asked for. For use by one thread.</summary>
internal sealed class SearchableText(string text)
{
    private List<string>? _words;
    private List<PartialDate>? _dates;

    public string Text => text;

    public List<string> Words => _words ??= ComparableWords.Of(text);

    public List<PartialDate> Dates => _dates ??= DateMentions.Find(text);
}
