namespace TreatyBot.Knowledge.Treaties;

/// <summary>A sentence with everything that was found in it, and distances between the finds.</summary>
internal sealed class SentenceParse
{
    // Sentences name a handful; a flood of names is cut off so that the work stays bounded.
    private const int MostActs = 24;
    private const int MostNames = 40;

    private readonly int[] _breaks;

    public SentenceParse(string text, TreatyCatalogue catalogue, SentenceContext context)
    {
        Text = text;
        Words = TreatyBot.Knowledge.Treaties.Words.In(text);
        Keys = Words.ConvertAll(word => word.Key);
        var named = Independent(text, catalogue.Find(Words, lenient: false)).Take(MostNames).ToList();
        Treaties = [.. named, .. Anaphora.Find(text, Words, Keys, named, context).Take(MostNames)];
        Treaties.Sort((a, b) => a.Start.CompareTo(b.Start));
        Parties = [.. PartyGazetteer.Default.Find(Words, lenientCase: false).Where(party => !IsInTreaty(party.Start, party.End)).Take(2 * MostNames)];
        Acts = ActLexicon.Default.FindActs(text, Words, lenient: false).FindAll(act => !Treaties.Exists(treaty => act.Start >= treaty.Start && act.End <= treaty.End)).Take(MostActs).ToList();
        Dates = DateFinder.Find(text, Words, new(context.Published, context.LastDate), lenientCase: false).FindAll(date => !IsInTreaty(date.Start, date.End)).Take(MostNames).ToList();
        _breaks = CountBreaks(text, Words);
    }

    public string Text { get; }

    public List<Word> Words { get; }

    public List<string> Keys { get; }

    public List<TreatyMention> Treaties { get; }

    public List<PartyMention> Parties { get; }

    public List<ActMention> Acts { get; }

    public List<DateMention> Dates { get; }

    /// <summary>The index of the word at or after an offset.</summary>
    public int WordAt(int offset)
    {
        var (low, high) = (0, Words.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Words[middle].End <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        return Math.Min(low, Words.Count - 1);
    }

    /// <summary>Words between an act and a span, with surcharges for clause marks and for other acts in between.</summary>
    public int Distance(ActMention act, int start, int end, int perAct, int perBreak = 1)
    {
        var (from, to) = start >= act.End ? (act.LastWord, WordAt(start)) : (WordAt(end - 1), act.FirstWord);
        if (from >= to)
            return 0;
        var between = Acts.Count(other => other != act && other.Start >= Math.Min(act.End, end) && other.End <= Math.Max(act.Start, start));
        return to - from - 1 + (perBreak * (_breaks[to] - _breaks[from])) + (between * perAct);
    }

    /// <summary>The surcharge of the clause marks between two words.</summary>
    public int Breaks(int from, int to) => _breaks[Math.Max(from, to)] - _breaks[Math.Min(from, to)];

    // "the Shore Protocol to the Lindau Treaty" names one treaty, the first.
    private static List<TreatyMention> Independent(string text, IReadOnlyList<TreatyMention> found)
    {
        var kept = new List<TreatyMention>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            if (i == 0 || text[found[i - 1].End..found[i].Start].Trim() is not ("to" or "to the" or "of" or "of the"))
                kept.Add(found[i]);
        }
        return kept;
    }

    private bool IsInTreaty(int start, int end) => Treaties.Exists(treaty => start < treaty.End && end > treaty.Start);

    // A running total: a comma weighs 2, a new clause by its conjunction 3, a semicolon 15.
    private static int[] CountBreaks(string text, List<Word> words)
    {
        var totals = new int[words.Count];
        for (var i = 1; i < words.Count; i++)
        {
            var weight = 0;
            foreach (var c in text.AsSpan(words[i - 1].End, Math.Max(0, words[i].Start - words[i - 1].End)))
                weight += c switch { ';' => 15, ':' => 8, ',' or '—' or '–' => 2, _ => 0 };
            if (words[i].Key is "which" or "while" or "whereas" or "although" or "though" or "but" or "who")
                weight += 4;
            totals[i] = totals[i - 1] + weight;
        }
        return totals;
    }
}
