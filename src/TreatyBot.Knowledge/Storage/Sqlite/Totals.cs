namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>What the store keeps count of.</summary>
/// <param name="Generation">Grows with every change, whichever process makes it.</param>
internal sealed record Totals(long Generation, long Documents, long Passages, long Terms, long Vectors)
{
    public static Totals Read(SqliteSession session)
    {
        using var row = session.Query("SELECT generation, documents, passages, terms, vectors FROM totals");
        row.Read();
        return new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
    }

    public static void Add(SqliteSession session, int documents, long passages, long terms, long vectors) => session.Execute("""
        UPDATE totals SET generation = generation + 1, documents = documents + $documents, passages = passages + $passages,
            terms = terms + $terms, vectors = vectors + $vectors
        """, ("$documents", documents), ("$passages", passages), ("$terms", terms), ("$vectors", vectors));
}
