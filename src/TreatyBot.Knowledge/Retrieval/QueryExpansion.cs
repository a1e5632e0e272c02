using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Puts the names under which documents speak of treaties and parties in the place of those that the asker used.</summary>
public sealed class QueryExpansion(CorpusNames names)
{
    /// <summary>
    /// The question with each treaty under the name that the corpus uses most, and adjectives, metonyms and abbreviations of parties under the plain name.
    /// What the corpus calls otherwise would count as words that no passage has.
    /// </summary>
    public async ValueTask<string> ExpandAsync(QuestionFrame frame, TreatyCatalogue catalogue, CancellationToken cancellationToken)
    {
        var text = frame.Text;
        var edits = new List<(int Start, int Length, string Name)>();
        foreach (var mention in frame.Treaties.Where(mention => !mention.IsAmbiguous))
        {
            var id = mention.TreatyIds[0];
            edits.Add((mention.Start, mention.Length, await names.FindAsync(id, cancellationToken) ?? catalogue.Name(id)));
        }
        edits.AddRange(frame.Parties
            .Where(party => !party.IsPlace && party.Kind is PartyNameKind.Abbreviation or PartyNameKind.Metonym or PartyNameKind.Capital or PartyNameKind.Adjective)
            .Select(party => (party.Start, party.Length, PartyGazetteer.Default.Name(party.PartyId))));
        var last = text.Length;
        foreach (var (start, length, name) in edits.OrderByDescending(edit => edit.Start))
        {
            if (start + length > last || text.AsSpan(start, length).Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            var end = EndOfWord(text, start + length, last);
            text = text[..start] + name + text[end..];
            last = start;
        }
        // A part of a question, or a follow-up, may mean a treaty that it does not name.
        var unnamed = frame.TreatyIds.Where(id => !frame.Treaties.Any(mention => mention.Start + mention.Length <= frame.Text.Length && mention.TreatyIds.Contains(id, StringComparer.OrdinalIgnoreCase))).ToList();
        foreach (var id in unnamed)
            text = $"{text} ({await names.FindAsync(id, cancellationToken) ?? catalogue.Name(id)})";
        return text;
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
