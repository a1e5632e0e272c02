using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

/// <summary>Invented treaties, and documents cut into sentences.</summary>
internal static partial class TreatySamples
{
    public static TreatyCatalogue Catalogue { get; } = new(
    [
        new() { Id = "lindau", Names = ["Treaty on the Demilitarisation of Inland Seas", "Treaty of Lindau", "TDIS", "inland seas treaty", "Линдауский договор"] },
        new() { Id = "cave", Names = ["Convention on Cave Warfare", "Cave Warfare Convention", "CVW"] },
        new() { Id = "sart-1", Names = ["Treaty on the Limitation of Submerged Artillery", "SORT I", "SORT-1"] },
        new() { Id = "sart-2", Names = ["SORT II", "Second Submerged Artillery Treaty"] },
        new() { Id = "new-sart", Names = ["New SORT", "New SORT Treaty"] },
        new() { Id = "fjords", Names = ["Treaty on Open Fjords", "Open Fjords", "OFT"] },
        new() { Id = "orbit", Names = ["Orbital Freedom Treaty", "OFT"] },
        new() { Id = "adapted-tdis", Names = ["Adapted TDIS Treaty", "A-TDIS", "TDIS Shore Document"] },
    ]);

    public static SourceDocument Document(string text, PartialDate? published = null, string title = "A report", params string[] treaties) => new()
    {
        Id = "press/report",
        Path = "press/report.txt",
        ContentHash = "0",
        Text = text,
        Metadata = new() { Title = title, Published = published, Treaties = treaties },
    };

    public static List<Passage> Passages(SourceDocument document)
    {
        var passages = new List<Passage>();
        foreach (Match line in Line().Matches(document.Text))
        {
            var sentences = new List<Sentence>();
            foreach (Match sentence in SentenceText().Matches(line.Value))
                sentences.Add(new(line.Index + sentence.Index, sentence.Length));
            passages.Add(new()
            {
                Id = $"{passages.Count:x32}",
                DocumentId = document.Id,
                Ordinal = passages.Count,
                Start = line.Index,
                Length = line.Length,
                Text = line.Value,
                Locator = $"¶{passages.Count + 1}",
                Sentences = sentences,
            });
        }
        return passages;
    }

    public static IReadOnlyList<TreatyEvent> Events(string text, PartialDate? published = null, params string[] treaties)
    {
        var document = Document(text, published, "A report", treaties);
        return new EventExtractor(Catalogue).Extract(document, Passages(document));
    }

    /// <summary>"sign lindau 1990-05 DE,FR fact": what a test compares.</summary>
    public static string Brief(TreatyEvent e) => string.Join(' ', new[]
    {
        e.Act.ToString(), e.TreatyId, e.Date?.ToIso() ?? "-", e.Parties.Count > 0 ? string.Join(',', e.Parties) : "-", e.Modality.ToString(),
    });

    [GeneratedRegex(@"[^\n]+")]
    private static partial Regex Line();

    [GeneratedRegex(@"\S(?:.*?)(?:[.!?][""”]?(?=\s+[""“A-Z])|$)")]
    private static partial Regex SentenceText();
}
