using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Who says what in a sentence: reported speech, "according to", and quotations.</summary>
internal sealed class Speech
{
    private const int LongestSpeaker = 10;
    private const int ShortestQuotation = 4;

    private static readonly FrozenSet<string> Verbs = Set("stating said says say saying stated states claimed claims alleged alleges argued argues reported reports insisted insists confirmed confirms denied denies added adds noted notes warned warns told maintained maintains asserted asserts believes believed charged charges complained contended contends declared declares announced announces");
    private static readonly FrozenSet<string> Auxiliaries = Set("has have had also then later again repeatedly formally is was were are be been would will");

    private readonly List<(int From, string Speaker)> _reported = [];
    private readonly List<(int Start, int End)> _quotes = [];
    private string? _accordingTo;

    /// <summary>The last one to speak; null when nobody does.</summary>
    public string? LastSpeaker { get; private set; }

    public static Speech Read(SentenceParse parse, SentenceContext context)
    {
        var speech = new Speech();
        speech.ReadQuotes(parse);
        for (var i = 0; i < parse.Keys.Count; i++)
        {
            if (parse.Keys[i] == "according" && i + 2 < parse.Keys.Count && parse.Keys[i + 1] == "to")
                speech._accordingTo = speech.LastSpeaker = Following(parse, i + 2);
            else if (Verbs.Contains(parse.Keys[i]) && i > 0 && Introduces(parse, i) && Speaker(parse, i) is { } speaker)
            {
                var named = speaker is "It" or "it" or "He" or "he" or "She" or "she" or "They" or "they" ? context.LastSpeaker ?? speaker : speaker;
                speech._reported.Add((parse.Words[i].End, named));
                speech.LastSpeaker = named;
            }
        }
        return speech;
    }

    public bool IsQuoted(ActMention act) => _quotes.Exists(quote => act.Start > quote.Start && act.Start < quote.End);

    public string? SpeakerOf(ActMention act)
    {
        for (var i = _reported.Count - 1; i >= 0; i--)
        {
            if (act.Start >= _reported[i].From)
                return _reported[i].Speaker;
        }
        return _accordingTo ?? (IsQuoted(act) ? LastSpeaker : null);
    }

    // "said that", "stated: “", "said it would", "announced that"; not "announced a suspension".
    private static bool Introduces(SentenceParse parse, int verb)
    {
        if (verb + 1 >= parse.Keys.Count)
            return false;
        var gap = parse.Text.AsSpan(parse.Words[verb].End, parse.Words[verb + 1].Start - parse.Words[verb].End);
        // "announced on 3 May 2001 that".
        var that = verb + 1;
        while (that < parse.Keys.Count && that < verb + 7 && (parse.Keys[that] is "on" or "in" or "also" || parse.Dates.Exists(date => parse.Words[that].Start >= date.Start && parse.Words[that].Start < date.End)))
            that++;
        if ((that < parse.Keys.Count && parse.Keys[that] == "that") || gap.ContainsAny("\"“«:„"))
            return true;
        return parse.Keys[verb] is "said" or "says" or "claimed" or "claims" or "insisted" or "insists" or "alleged" or "alleges" or "denied" or "warned" or "believes"
            && !gap.Contains(',');
    }

    private static string? Speaker(SentenceParse parse, int verb)
    {
        var last = verb - 1;
        while (last >= 0 && Auxiliaries.Contains(parse.Keys[last]))
            last--;
        if (last < 0)
            return null;
        var first = last;
        while (first > 0 && last - first < LongestSpeaker && parse.Breaks(first - 1, first) == 0
            && parse.Keys[first - 1] is not ("and" or "but" or "as" or "that" or "which" or "while")
            && !parse.Dates.Exists(date => parse.Words[first - 1].Start >= date.Start && parse.Words[first - 1].Start < date.End)
            && parse.Text.AsSpan(parse.Words[first - 1].End, parse.Words[first].Start - parse.Words[first - 1].End).IndexOfAny('"', '“', '”') < 0)
            first--;
        // "The ministry issued a statement saying": the ministry speaks.
        for (var i = first + 1; i <= last; i++)
        {
            if (parse.Keys[i] is "issued" or "released" or "published" or "made")
                last = i - 1;
        }
        return parse.Text[parse.Words[first].Start..parse.Words[last].End];
    }

    private static string Following(SentenceParse parse, int from)
    {
        var last = from;
        while (last + 1 < parse.Keys.Count && last - from < LongestSpeaker && parse.Breaks(last, last + 1) == 0
            && (parse.Words[last + 1].IsCapitalised || parse.Keys[last] is "the" or "of" or "a" || parse.Keys[last + 1] is "of" or "the")
            && Calendar.Month(parse.Keys[last + 1]) is null)
            last++;
        return parse.Text[parse.Words[from].Start..parse.Words[last].End];
    }

    // A pair of marks around four words or more; a mark that never closes runs to the end.
    private void ReadQuotes(SentenceParse parse)
    {
        var open = -1;
        for (var i = 0; i < parse.Text.Length; i++)
        {
            var c = parse.Text[i];
            if (c is '“' or '«' or '„' || (c == '"' && open < 0))
                open = open < 0 ? i : open;
            else if (c is '”' or '»' or '"' && open >= 0)
            {
                AddQuote(parse, open, i);
                open = -1;
            }
        }
        if (open >= 0)
            AddQuote(parse, open, parse.Text.Length);
    }

    private void AddQuote(SentenceParse parse, int start, int end)
    {
        if (parse.Words.Count > 0 && parse.Words.Count(word => word.Start > start && word.End <= end) >= ShortestQuotation)
            _quotes.Add((start, end));
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
