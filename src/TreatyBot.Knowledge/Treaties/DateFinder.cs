namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds date expressions and resolves relative ones against a reference. Knows no clock. Thread-safe; linear in the text.</summary>
public static class DateFinder
{
    /// <summary>Expressions in the order of the text, without overlap. Days that no calendar has are left out.</summary>
    /// <param name="lenientCase">Accepts months in lower case, as questions are typed.</param>
    public static IReadOnlyList<DateMention> Find(string text, DateContext context, bool lenientCase = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        return Find(text, Words.In(text), context, lenientCase);
    }

    internal static List<DateMention> Find(string text, List<Word> words, DateContext context, bool lenientCase)
    {
        var found = new List<DateMention>();
        var reader = new DateReader(text, words, context, lenientCase);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Key.Length == 0 || reader.ReadAt(i) is not { } read)
                continue;
            if (read.Mention is { } mention)
            {
                found.Add(mention with { Bound = reader.BoundBefore(i) });
                reader.Last = mention.Date ?? reader.Last;
            }
            i += read.Count - 1;
        }
        return found;
    }
}
