using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Documents as points and back.</summary>
internal static class PointMapper
{
    public const string SparseVectorName = "bm25";

    /// <summary>Texts are kept in parts, so that none outgrows a request.</summary>
    private const int TextPart = 1 << 20;

    private static readonly Dictionary<string, object> NoVectors = [];

    /// <exception cref="ArgumentException">A vector holds something that is no number.</exception>
    public static IEnumerable<Point> ToPoints(DocumentEntry entry, long generation, VectorSpace? space, DateTimeOffset now)
    {
        var document = StoredText.Encode(entry.Document.Id);
        foreach (var passage in entry.Passages)
            yield return ToPoint(passage, entry.Document, generation, space);
        for (var i = 0; i < entry.Events.Count; i++)
            yield return ToPoint(entry.Events[i], document, generation, i);
        var parts = Split(entry.Document.Text).Select((text, i) => new Point(PointIds.Of(PointKind.Text, generation, i), NoVectors, new()
        {
            Kind = PointKind.Text, Generation = generation, Document = document, Ordinal = i, Text = StoredText.Encode(text),
        }));
        foreach (var part in parts)
            yield return part;
        yield return new(PointIds.Of(PointKind.Document, generation, 0), NoVectors, new()
        {
            Kind = PointKind.Document, Generation = generation, Document = document, Record = StoredJson.Write(DocumentRecord.Of(entry, now)),
        });
    }

    public static StoredPassage ToPassage(FoundPoint point)
    {
        var payload = point.Payload!;
        var sentences = new Sentence[payload.Sentences!.Length / 2];
        for (var i = 0; i < sentences.Length; i++)
            sentences[i] = new(payload.Sentences[2 * i], payload.Sentences[2 * i + 1]);
        return new(
            new()
            {
                Id = StoredText.Decode(payload.Passage!),
                DocumentId = StoredText.Decode(payload.Document!),
                Ordinal = payload.Ordinal!.Value,
                Start = payload.Start!.Value,
                Length = payload.Length!.Value,
                Text = StoredText.Decode(payload.Text!),
                Headings = [.. payload.Headings!.Select(StoredText.Decode)],
                Locator = StoredText.Decode(payload.Locator!),
                Sentences = sentences,
            },
            payload.Space is { } space && point.Vector?.GetValueOrDefault(space) is { } vectors ? vectors : []);
    }

    public static TreatyEvent ToEvent(FoundPoint point) => StoredJson.Read<TreatyEvent>(point.Payload!.Record!);

    private static Point ToPoint(PassageEntry entry, SourceDocument document, long generation, VectorSpace? space)
    {
        var (passage, terms, vectors) = entry;
        if (vectors.Any(vector => vector.Any(value => !float.IsFinite(value))))
            throw new ArgumentException($"A vector of passage {passage.Id} of document '{document.Id}' holds something that is no number.", nameof(entry));
        var named = new Dictionary<string, object>();
        if (SparseEncoder.Encode(terms) is { } sparse)
            named[SparseVectorName] = sparse;
        if (vectors.Count > 0)
            named[space!.Name] = vectors;
        return new(PointIds.Of(PointKind.Passage, generation, passage.Ordinal), named, new()
        {
            Kind = PointKind.Passage,
            Generation = generation,
            Document = StoredText.Encode(document.Id),
            Passage = StoredText.Encode(passage.Id),
            Ordinal = passage.Ordinal,
            Start = passage.Start,
            Length = passage.Length,
            Locator = StoredText.Encode(passage.Locator),
            Headings = [.. passage.Headings.Select(StoredText.Encode)],
            Sentences = [.. passage.Sentences.SelectMany(sentence => new[] { sentence.Start, sentence.Length })],
            Text = StoredText.Encode(passage.Text),
            Terms = [.. terms.Select(SparseEncoder.Key).Distinct()],
            Space = vectors.Count > 0 ? space!.Name : null,
            Language = StoredText.Encode(document.Metadata.Language),
            Tier = StoredJson.Name(document.Metadata.Tier),
            Treaties = [.. document.Metadata.Treaties.Distinct(StringComparer.Ordinal).Select(StoredText.Encode)],
            Published = document.Metadata.Published is { } published ? QdrantFilters.Number(published.Earliest) : null,
        });
    }

    private static Point ToPoint(TreatyEvent treatyEvent, string document, long generation, int ordinal) =>
        new(PointIds.Of(PointKind.Event, generation, ordinal), NoVectors, new()
        {
            Kind = PointKind.Event,
            Generation = generation,
            Document = document,
            Ordinal = ordinal,
            Treaty = StoredText.Encode(treatyEvent.TreatyId),
            Act = StoredJson.Name(treatyEvent.Act),
            Parties = [.. treatyEvent.Parties.Distinct(StringComparer.Ordinal).Select(StoredText.Encode)],
            Record = StoredJson.Write(treatyEvent),
        });

    private static IEnumerable<string> Split(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + TextPart, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
                end++;
            yield return text[start..end];
            start = end;
        }
    }
}
