using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Puts the names under which documents speak of treaties and parties in the place of those that the asker used.</summary>
public static class QueryExpansion
{
    /// <summary>
    /// The question with each treaty under its short name, and adjectives, metonyms and abbreviations of parties under the plain name.
    /// What the corpus calls otherwise would count as words that no passage has.
    /// </summary>
    public static string Expand(string question, QuestionFrame frame, TreatyCatalogue catalogue)
    {
        var text = frame.Text;
        var edits = frame.Treaties.Where(mention => !mention.IsAmbiguous)
            .Select(mention => (mention.Start, mention.Length, Name: catalogue.Name(mention.TreatyIds[0])))
            .Concat(frame.Parties
                .Where(party => !party.IsPlace && party.Kind is PartyNameKind.Abbreviation or PartyNameKind.Metonym or PartyNameKind.Capital or PartyNameKind.Adjective)
                .Select(party => (party.Start, party.Length, Name: PartyGazetteer.Default.Name(party.PartyId))))
            .OrderByDescending(edit => edit.Start);
        var last = text.Length;
        foreach (var (start, length, name) in edits)
        {
            if (start + length > last || text.AsSpan(start, length).Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            var end = EndOfWord(text, start + length, last);
            text = text[..start] + name + text[end..];
            last = start;
        }
        return frame.Text.Length == 0 ? question : text;
    }

    // "KSE-Vertrag": what a hyphen joins to a name belongs to it.
    private static int EndOfWord(string text, int end, int limit)
    {
        if (end < limit && text[end] == '-')
        {
            while (end < limit && !char.IsWhiteSpace(text[end]) && text[end] is not ('?' or ',' or '.'))
                end++;
        }
        return end;
    }
}
