using System.Globalization;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Writes and removes whole documents. The caller holds the transaction.</summary>
internal static class DocumentWriter
{
    public static void Replace(SqliteSession session, DocumentEntry entry, DateTimeOffset now)
    {
        Delete(session, entry.Document.Id);
        var firstPassage = session.Scalar<long>("SELECT coalesce(max(key), 0) + 1 FROM passages");
        var documentKey = InsertDocument(session, entry, firstPassage, now);
        for (var i = 0; i < entry.Passages.Count; i++)
            InsertPassage(session, entry.Passages[i], documentKey, firstPassage + i);
        foreach (var treatyEvent in entry.Events)
            InsertEvent(session, treatyEvent, documentKey);
        Totals.Add(session, 1, entry.Passages.Count, TermCount(entry), VectorCount(entry));
    }

    public static bool Delete(SqliteSession session, string documentId)
    {
        long key, first, count, terms, vectors;
        using (var row = session.Query(
            "SELECT key, first_passage, passage_count, term_count, vector_count FROM documents WHERE id = $id",
            ("$id", StoredText.Encode(documentId))))
        {
            if (!row.Read())
                return false;
            (key, first, count, terms, vectors) =
                (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        }
        for (var passage = first; passage < first + count; passage++)
            session.Execute("DELETE FROM passage_terms WHERE rowid = $key", ("$key", passage));
        session.Execute("DELETE FROM documents WHERE key = $key", ("$key", key));
        Totals.Add(session, -1, -count, -terms, -vectors);
        return true;
    }

    private static long InsertDocument(SqliteSession session, DocumentEntry entry, long firstPassage, DateTimeOffset now)
    {
        var document = entry.Document;
        var key = session.Scalar<long>("""
            INSERT INTO documents (id, path, content_hash, index_version, embedding_model, metadata, language, tier, published_from,
                ingested_at, first_passage, passage_count, term_count, vector_count)
            VALUES ($id, $path, $hash, $index, $model, $metadata, $language, $tier, $published, $ingested, $first, $passages, $terms, $vectors)
            RETURNING key
            """,
            ("$id", StoredText.Encode(document.Id)),
            ("$path", StoredText.Encode(document.Path)),
            ("$hash", StoredText.Encode(document.ContentHash)),
            ("$index", StoredText.Encode(entry.IndexVersion)),
            ("$model", Optional(entry.EmbeddingModel)),
            ("$metadata", StoredJson.Write(document.Metadata)),
            ("$language", StoredText.Encode(document.Metadata.Language)),
            ("$tier", StoredJson.Name(document.Metadata.Tier)),
            ("$published", document.Metadata.Published?.Earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("$ingested", RowExtensions.Stamp(now)),
            ("$first", firstPassage),
            ("$passages", entry.Passages.Count),
            ("$terms", TermCount(entry)),
            ("$vectors", VectorCount(entry)));
        session.Execute("INSERT INTO document_texts VALUES ($key, $text)", ("$key", key), ("$text", StoredText.Encode(document.Text)));
        foreach (var treaty in document.Metadata.Treaties.Distinct(StringComparer.Ordinal))
        {
            session.Execute("INSERT INTO document_treaties (treaty_id, document_key) VALUES ($treaty, $key)",
                ("$treaty", StoredText.Encode(treaty)), ("$key", key));
        }
        return key;
    }

    private static void InsertPassage(SqliteSession session, PassageEntry entry, long documentKey, long key)
    {
        var passage = entry.Passage;
        session.Execute("""
            INSERT INTO passages (key, id, document_key, ordinal, start, length, locator, headings, sentences, text)
            VALUES ($key, $id, $document, $ordinal, $start, $length, $locator, $headings, $sentences, $text)
            """,
            ("$key", key),
            ("$id", StoredText.Encode(passage.Id)),
            ("$document", documentKey),
            ("$ordinal", passage.Ordinal),
            ("$start", passage.Start),
            ("$length", passage.Length),
            ("$locator", StoredText.Encode(passage.Locator)),
            ("$headings", StoredJson.Write(passage.Headings)),
            ("$sentences", RowExtensions.Pack(passage.Sentences, passage.Start)),
            ("$text", StoredText.Encode(passage.Text)));
        session.Execute("INSERT INTO passage_terms (rowid, terms) VALUES ($key, $terms)",
            ("$key", key), ("$terms", string.Join(' ', entry.Terms.Select(TermIndex.Encode))));
        if (entry.Vectors.Count > 0)
        {
            session.Execute("INSERT INTO passage_vectors (passage_key, count, data) VALUES ($key, $count, $data)",
                ("$key", key), ("$count", entry.Vectors.Count), ("$data", RowExtensions.Pack(entry.Vectors)));
        }
    }

    private static void InsertEvent(SqliteSession session, TreatyEvent treatyEvent, long documentKey)
    {
        var key = session.Scalar<long>("""
            INSERT INTO events (document_key, treaty_id, act, parties, date, date_working, modality, attribution, is_disputed, is_declared,
                start, length)
            VALUES ($document, $treaty, $act, $parties, $date, $working, $modality, $attribution, $disputed, $declared, $start, $length)
            RETURNING key
            """,
            ("$document", documentKey),
            ("$treaty", StoredText.Encode(treatyEvent.TreatyId)),
            ("$act", StoredJson.Name(treatyEvent.Act)),
            ("$parties", StoredJson.Write(treatyEvent.Parties)),
            ("$date", treatyEvent.Date?.ToIso()),
            ("$working", Optional(treatyEvent.DateWorking)),
            ("$modality", StoredJson.Name(treatyEvent.Modality)),
            ("$attribution", Optional(treatyEvent.Attribution)),
            ("$disputed", treatyEvent.IsDisputed),
            ("$declared", treatyEvent.IsDeclared),
            ("$start", treatyEvent.Start),
            ("$length", treatyEvent.Length));
        foreach (var party in treatyEvent.Parties.Distinct(StringComparer.Ordinal))
        {
            session.Execute("INSERT INTO event_parties (event_key, party_id) VALUES ($event, $party)",
                ("$event", key), ("$party", StoredText.Encode(party)));
        }
    }

    private static string? Optional(string? text) => text is null ? null : StoredText.Encode(text);

    private static long TermCount(DocumentEntry entry) => entry.Passages.Sum(passage => (long)passage.Terms.Count);

    private static long VectorCount(DocumentEntry entry) => entry.Passages.Sum(passage => (long)passage.Vectors.Count);
}
