using System.Globalization;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>One step of the schema's history. A step that has shipped is never edited; the next one is appended.</summary>
/// <param name="Version">The version that the step leads to; the steps count from 1 without gaps.</param>
internal sealed record SchemaMigration(int Version, string Sql);

/// <summary>Tells our files from others and brings older ones up to date.</summary>
internal static class SqliteSchema
{
    /// <summary>"TrBt" in ASCII, kept in the file's header.</summary>
    public const int ApplicationId = 0x54724274;

    public static IReadOnlyList<SchemaMigration> Migrations { get; } = [new(1, V1)];

    /// <exception cref="StoreException">The file is not a store, or a newer program wrote it. It has not been changed.</exception>
    public static void Verify(SqliteSession session, string path, IReadOnlyList<SchemaMigration> migrations)
    {
        var application = session.Scalar<long>("PRAGMA application_id");
        if (application == 0 && session.Scalar<long>("SELECT count(*) FROM sqlite_master") == 0)
            return;
        if (application != ApplicationId)
            throw new StoreException(
                $"'{path}' (setting Store:Path) is an SQLite database of another program. It was left as it is; set Store:Path to a new file.");
        var version = session.Scalar<long>("PRAGMA user_version");
        if (version > migrations[^1].Version)
            throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                $"'{path}' (setting Store:Path) has schema version {version}, and this program knows versions up to {migrations[^1].Version}. Run the newer program that wrote it, or set Store:Path to a new file and ingest again."));
    }

    /// <summary>Runs the missing steps, each in its own transaction and only once even when two processes start together.</summary>
    /// <returns>The version found.</returns>
    public static int Migrate(SqliteSession session, IReadOnlyList<SchemaMigration> migrations, CancellationToken cancellationToken)
    {
        var found = (int)session.Scalar<long>("PRAGMA user_version");
        foreach (var migration in migrations.Where(migration => migration.Version > found))
        {
            session.Write(() =>
            {
                if (session.Scalar<long>("PRAGMA user_version") >= migration.Version)
                    return;
                session.ExecuteScript(string.Create(CultureInfo.InvariantCulture, $"""
                    {migration.Sql}
                    PRAGMA application_id = {ApplicationId};
                    PRAGMA user_version = {migration.Version};
                    """));
            }, cancellationToken);
        }
        return found;
    }

    // documents.key is never used twice: what is cached for a key stays true. The passages of a document have adjacent keys.
    // passage_terms must keep positions (detail=full): FTS5 counts no frequencies for contentless tables without them.
    private const string V1 = """
        CREATE TABLE documents (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            path TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            index_version TEXT NOT NULL,
            embedding_model TEXT,
            metadata TEXT NOT NULL,
            language TEXT NOT NULL,
            tier TEXT NOT NULL,
            published_from TEXT,
            ingested_at TEXT NOT NULL,
            first_passage INTEGER NOT NULL,
            passage_count INTEGER NOT NULL,
            term_count INTEGER NOT NULL,
            vector_count INTEGER NOT NULL
        );
        CREATE TABLE document_texts (
            document_key INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
            text TEXT NOT NULL
        );
        CREATE TABLE document_treaties (
            treaty_id TEXT NOT NULL,
            document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
            PRIMARY KEY (treaty_id, document_key)
        ) WITHOUT ROWID;
        CREATE INDEX document_treaties_by_document ON document_treaties (document_key);
        CREATE TABLE passages (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            start INTEGER NOT NULL,
            length INTEGER NOT NULL,
            locator TEXT NOT NULL,
            headings TEXT NOT NULL,
            sentences BLOB NOT NULL,
            text TEXT NOT NULL
        );
        CREATE INDEX passages_by_document ON passages (document_key, ordinal);
        CREATE TABLE passage_vectors (
            passage_key INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
            count INTEGER NOT NULL,
            data BLOB NOT NULL
        );
        CREATE TABLE events (
            key INTEGER PRIMARY KEY,
            document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
            treaty_id TEXT NOT NULL,
            act TEXT NOT NULL,
            parties TEXT NOT NULL,
            date TEXT,
            date_working TEXT,
            modality TEXT NOT NULL,
            attribution TEXT,
            is_disputed INTEGER NOT NULL,
            is_declared INTEGER NOT NULL,
            start INTEGER NOT NULL,
            length INTEGER NOT NULL
        );
        CREATE INDEX events_by_document ON events (document_key);
        CREATE INDEX events_by_treaty ON events (treaty_id, act);
        CREATE TABLE event_parties (
            event_key INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
            party_id TEXT NOT NULL,
            PRIMARY KEY (event_key, party_id)
        ) WITHOUT ROWID;
        CREATE VIRTUAL TABLE passage_terms USING fts5 (
            terms, content='', contentless_delete=1, detail=full, tokenize="ascii tokenchars '_'"
        );
        CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab (passage_terms, row);
        CREATE TABLE totals (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            generation INTEGER NOT NULL,
            documents INTEGER NOT NULL,
            passages INTEGER NOT NULL,
            terms INTEGER NOT NULL,
            vectors INTEGER NOT NULL
        );
        INSERT INTO totals VALUES (1, 0, 0, 0, 0, 0);
        """;
}
