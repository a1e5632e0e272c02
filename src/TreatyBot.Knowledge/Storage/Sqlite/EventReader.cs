using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Reads events.</summary>
internal static class EventReader
{
    public static IReadOnlyList<TreatyEvent> Get(SqliteSession session, EventFilter filter)
    {
        var conditions = new List<string>();
        var parameters = new List<(string, object?)>();
        if (filter.TreatyIds is not null)
        {
            conditions.Add("events.treaty_id IN (SELECT value FROM json_each($treaties))");
            parameters.Add(("$treaties", StoredJson.Write(filter.TreatyIds)));
        }
        if (filter.Acts is not null)
        {
            conditions.Add("events.act IN (SELECT value FROM json_each($acts))");
            parameters.Add(("$acts", StoredJson.Write(filter.Acts)));
        }
        if (filter.PartyIds is not null)
        {
            conditions.Add("""
                EXISTS (SELECT 1 FROM event_parties WHERE event_key = events.key
                    AND party_id IN (SELECT value FROM json_each($parties) UNION ALL SELECT '*'))
                """);
            parameters.Add(("$parties", StoredJson.Write(filter.PartyIds)));
        }
        if (filter.DocumentId is not null)
        {
            conditions.Add("documents.id = $document");
            parameters.Add(("$document", StoredText.Encode(filter.DocumentId)));
        }
        using var rows = session.Query($"""
            SELECT documents.id, treaty_id, act, parties, date, date_working, modality, attribution, is_disputed, is_declared, start, length
            FROM events JOIN documents ON documents.key = events.document_key
            {(conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions))}
            ORDER BY events.key
            """, [.. parameters]);
        var events = rows.ReadAll(row => new TreatyEvent
        {
            DocumentId = row.Text(0),
            TreatyId = row.Text(1),
            Act = StoredJson.Parse<TreatyAct>(row.GetString(2)),
            Parties = StoredJson.Read<string[]>(row.GetString(3)),
            Date = PartialDate.TryParseIso(row.OptionalText(4), out var date) ? date : null,
            DateWorking = row.OptionalText(5),
            Modality = StoredJson.Parse<EventModality>(row.GetString(6)),
            Attribution = row.OptionalText(7),
            IsDisputed = row.GetBoolean(8),
            IsDeclared = row.GetBoolean(9),
            Start = row.GetInt32(10),
            Length = row.GetInt32(11),
        });
        return [.. events.OrderBy(found => found.Date is null).ThenBy(found => found.Date)
            .ThenBy(found => found.DocumentId, StringComparer.Ordinal).ThenBy(found => found.Start)];
    }
}
