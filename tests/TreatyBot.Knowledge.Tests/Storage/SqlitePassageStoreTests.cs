using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

/// <summary>What is SQLite's alone: the file and all that can be wrong with it.</summary>
public sealed partial class SqlitePassageStoreTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-store-");
    private readonly List<SqlitePassageStore> _stores = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string StorePath => Path.Combine(_folder.FullName, "store.db");

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Write_OnAFullDisk_IsRefusedAndKeepsTheOldDocument()
    {
        var old = Entry("one", ["Old tanks."]);
        var store = await OpenWith(old);
        var pages = (long)Query("PRAGMA page_count");
        await store.Database.WriteAsync(session => session.Execute($"PRAGMA max_page_count = {pages + 4}"), Cancellation);

        var refusal = await Should.ThrowAsync<StoreException>(() => store.ReplaceDocumentAsync(
            Entry("one", [.. Enumerable.Range(0, 2000).Select(i => $"New paragraph {i} of tanks.")]), Cancellation));
        var text = (await store.GetDocumentAsync("one", Cancellation))!.Text;
        await store.ReplaceDocumentAsync(Entry("one", ["Short."]), Cancellation);

        refusal.Message.ShouldStartWith($"The disk that holds '{StorePath}' (setting Store:Path) is full.");
        text.ShouldBe(old.Document.Text);
        (await store.GetDocumentAsync("one", Cancellation))!.Text.ShouldBe("Short.");
    }

    [Fact]
    public async Task Read_CancelledOnTheWay_EndsAndLeavesTheStoreUsable()
    {
        var store = await OpenWith(Entry("one", ["Tanks."]));
        using var cancelling = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => store.Database.ReadAsync(session =>
        {
            cancelling.Cancel();
            return session.Scalar<long>("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
        }, cancelling.Token));

        (await store.FindByTermsAsync(["tank"], PassageFilter.None, 5, Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Write_CancelledOnTheWay_RollsBack()
    {
        var store = await OpenWith(Entry("one", ["Tanks."]));
        using var cancelling = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => store.Database.WriteAsync(session =>
        {
            DocumentWriter.Delete(session, "one");
            cancelling.Cancel();
        }, cancelling.Token));

        (await store.ListDocumentsAsync(Cancellation)).Count.ShouldBe(1);
        (await store.DeleteDocumentAsync("one", Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task Write_WhileAnotherProcessWritesForTooLong_NamesTheMend()
    {
        var store = await Open();
        using var other = Connect();
        using var transaction = other.BeginTransaction();

        var refusal = await Should.ThrowAsync<StoreException>(() => store.ReplaceDocumentAsync(Entry("one", ["Tanks."]), Cancellation));

        refusal.Message.ShouldStartWith($"Another process holds '{StorePath}' (setting Store:Path) locked.");
        (await store.ListDocumentsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_ByAProcessThatDied_LeavesTheStoreWhole()
    {
        await (await OpenWith(Entry("one", ["Tanks."]))).DisposeAsync();
        using (var dying = Connect())
        {
            using var transaction = dying.BeginTransaction();
            using var command = dying.CreateCommand();
            command.CommandText = "DELETE FROM documents; INSERT INTO passage_terms (rowid, terms) VALUES (99, 'tank');";
            command.ExecuteNonQuery();
        }

        var store = await Open();

        (await store.FindByTermsAsync(["tank"], PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("one", 0)]);
        (await store.GetTermStatisticsAsync(["tank"], Cancellation)).DocumentFrequencies["tank"].ShouldBe(1);
        await store.ReplaceDocumentAsync(Entry("one", ["Bombers."]), Cancellation);
    }

    [Fact]
    public async Task TwoStores_OnOneNewFile_OpenWriteAndSeeEachOther()
    {
        var stores = await Task.WhenAll(Open(), Open());
        float[] query = [1f, 0f];
        foreach (var store in stores)
            (await store.FindByVectorAsync(query, Model, PassageFilter.None, 99, Cancellation)).ShouldBeEmpty();

        await Task.WhenAll(stores.Select((store, number) => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
                await store.ReplaceDocumentAsync(Entry($"{number}-{i}", ["Tanks."], vectors: _ => [[1f, 0f]]), Cancellation);
        }, Cancellation)));

        foreach (var store in stores)
        {
            (await store.GetInfoAsync(Cancellation)).DocumentCount.ShouldBe(50);
            (await store.FindByVectorAsync(query, Model, PassageFilter.None, 99, Cancellation)).Count.ShouldBe(50);
            (await store.GetTermStatisticsAsync(["tank"], Cancellation)).DocumentFrequencies["tank"].ShouldBe(50);
        }
        await stores[0].DeleteDocumentAsync("1-3", Cancellation);
        (await stores[1].FindByVectorAsync(query, Model, PassageFilter.None, 99, Cancellation)).Count.ShouldBe(49);
        (await stores[1].GetTermStatisticsAsync(["tank"], Cancellation)).DocumentFrequencies["tank"].ShouldBe(49);
    }

    [Fact]
    public async Task Dispose_OfTheStore_LeavesOneFileAndEndsItsUse()
    {
        var store = await OpenWith(Entry("one", ["Tanks."]));

        await store.DisposeAsync();

        _folder.GetFiles().Select(file => file.Name).ShouldBe(["store.db"]);
        await Should.ThrowAsync<ObjectDisposedException>(() => store.GetInfoAsync(Cancellation));
    }

    [Fact]
    public async Task Use_BeforeOpening_IsRefused() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Make(StorePath).GetInfoAsync(Cancellation));

    private SqlitePassageStore Make(string path)
    {
        var store = new SqlitePassageStore(
            SqliteFile.Resolve(path), TimeSpan.FromSeconds(1), TimeProvider.System, NullLogger<SqlitePassageStore>.Instance);
        _stores.Add(store);
        return store;
    }

    private async Task<SqlitePassageStore> Open()
    {
        var store = Make(StorePath);
        await store.OpenAsync(Cancellation);
        return store;
    }

    private async Task<SqlitePassageStore> OpenWith(DocumentEntry entry)
    {
        var store = await Open();
        await store.ReplaceDocumentAsync(entry, Cancellation);
        return store;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string sql) => Query(sql + "; SELECT 1");

    private object Query(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
