using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;

namespace TreatyBot.Tests.Faults;

/// <summary>What a store holds, as its readers see it: a checksum for each document.</summary>
internal static class StoreContent
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SortedDictionary<string, string>> ReadAsync(string path)
    {
        await using var store = new SqlitePassageStore(
            Options.Create(new StoreOptions { Path = path }), TimeProvider.System, NullLogger<SqlitePassageStore>.Instance);
        await store.OpenAsync(Token);
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in await store.ListDocumentsAsync(Token))
        {
            var text = (await store.GetDocumentAsync(document.Id, Token)).ShouldNotBeNull().Text;
            var passages = await store.GetDocumentPassagesAsync(document.Id, Token);
            passages.Count.ShouldBe(document.PassageCount);
            foreach (var stored in passages)
                text.Substring(stored.Passage.Start, stored.Passage.Length).ShouldBe(stored.Passage.Text);
            var events = (await store.GetEventsAsync(new EventFilter(), Token)).Where(found => found.DocumentId == document.Id);
            var all = JsonSerializer.Serialize(new { document.Id, document.ContentHash, document.IndexVersion, text, passages, events });
            content.Add(document.Id, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))));
        }
        ShouldBeSound(path);
        return content;
    }

    // Nothing that readers do not see either: no rows of half a document, every count in step, SQLite itself content.
    private static void ShouldBeSound(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Scalar("pragma integrity_check").ShouldBe("ok");
        Scalar("select count(*) from pragma_foreign_key_check").ShouldBe("0");
        Scalar("select count(*) from passages").ShouldBe(Scalar("select coalesce(sum(passage_count), 0) from documents"));
        Scalar("select count(*) from passages").ShouldBe(Scalar("select passages from totals"));
        Scalar("select count(*) from documents").ShouldBe(Scalar("select documents from totals"));
        Scalar("select count(*) from passages group by document_key, ordinal having count(*) > 1").ShouldBe("");

        string Scalar(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
        }
    }
}
