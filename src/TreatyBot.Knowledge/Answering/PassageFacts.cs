using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Which treaties and parties a passage names, with what title, headings and front matter add.</summary>
internal sealed record PassageFacts(
    IReadOnlyList<string> DocumentTreaties, IReadOnlySet<string> MentionedTreaties, IReadOnlySet<string> MentionedParties)
{
    public static PassageFacts Read(Passage passage, DocumentMetadata? metadata, TreatyCatalogue catalogue)
    {
        var context = string.Join('\n', passage.Headings.Prepend(metadata?.Title ?? "").Append(passage.Text));
        return new(
            metadata?.Treaties ?? [],
            catalogue.Find(context).SelectMany(mention => mention.TreatyIds).ToHashSet(StringComparer.OrdinalIgnoreCase),
            PartyGazetteer.Default.Find(context).Select(mention => mention.PartyId).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// A sentence that names treaties is about those. One that names none is about what its passage names, and else about the
    /// treaty that its document is about first.
    /// </summary>
    public bool IsAbout(IReadOnlyList<string> treatyIds, IReadOnlyList<TreatyMention> inSentence)
    {
        var named = inSentence.SelectMany(mention => mention.TreatyIds).ToList();
        if (named.Count > 0)
            return named.Exists(id => treatyIds.Contains(id, StringComparer.OrdinalIgnoreCase));
        if (DocumentTreaties.Count > 0 && treatyIds.Contains(DocumentTreaties[0], StringComparer.OrdinalIgnoreCase))
            return true;
        return treatyIds.Any(MentionedTreaties.Contains);
    }

    public bool Names(string partyId) =>
        MentionedParties.Contains(partyId) || MentionedParties.Any(mentioned => PartyGazetteer.Default.IsSame(mentioned, partyId));
}
