using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Storage;

/// <summary>Made-up documents for stores.</summary>
internal static class StoreSamples
{
    public const string Model = "model-a";

    /// <summary>One passage a paragraph, two sentences of which the second is everything after the first full stop.</summary>
    public static DocumentEntry Entry(
        string id,
        IReadOnlyList<string> paragraphs,
        DocumentMetadata? metadata = null,
        Func<int, IReadOnlyList<float[]>>? vectors = null,
        string? model = null,
        IReadOnlyList<TreatyEvent>? events = null,
        string contentHash = "hash-1")
    {
        var text = string.Join("\n\n", paragraphs);
        var passages = new List<PassageEntry>();
        var start = 0;
        foreach (var paragraph in paragraphs)
        {
            var ordinal = passages.Count;
            var passage = new Passage
            {
                Id = PassageId(id, ordinal),
                DocumentId = id,
                Ordinal = ordinal,
                Start = start,
                Length = paragraph.Length,
                Text = paragraph,
                Headings = ["Part I", $"Article {ordinal + 1}"],
                Locator = $"¶{ordinal + 1}",
                Sentences = Split(paragraph, start),
            };
            passages.Add(new(passage, TextAnalyzer.Terms(paragraph), vectors?.Invoke(ordinal) ?? []));
            start += paragraph.Length + 2;
        }
        var document = new SourceDocument
        {
            Id = id,
            Path = id + ".md",
            ContentHash = contentHash,
            Text = text,
            Metadata = metadata ?? new() { Title = $"Title of {id}" },
        };
        return new(document, "index-1", model ?? (vectors is null ? null : Model), passages, events ?? []);
    }

    public static string PassageId(string documentId, int ordinal) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.Unicode.GetBytes($"{documentId}#{ordinal}")))[..32];

    public static TreatyEvent Event(string documentId, string treaty, TreatyAct act, string? date, int start, params string[] parties) => new()
    {
        DocumentId = documentId,
        TreatyId = treaty,
        Act = act,
        Date = PartialDate.TryParseIso(date, out var parsed) ? parsed : null,
        Parties = parties,
        Start = start,
        Length = 10,
    };

    public static float[] UnitVector(Random random, int dimensions)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
            vector[i] = (float)(random.NextDouble() - 0.5);
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    private static List<Sentence> Split(string paragraph, int start)
    {
        var end = paragraph.IndexOf('.', StringComparison.Ordinal) + 1;
        if (end == 0 || end == paragraph.Length)
            return [new(start, paragraph.Length)];
        return [new(start, end), new(start + end, paragraph.Length - end)];
    }
}
