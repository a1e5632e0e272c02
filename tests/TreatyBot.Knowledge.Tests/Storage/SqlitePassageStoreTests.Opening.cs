using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

// What can be wrong with the file before anything is read from it.
public sealed partial class SqlitePassageStoreTests
{
    [Fact]
    public async Task Open_OfANewerVersion_IsRefusedAndTouchesNothing()
    {
        await (await Open()).DisposeAsync();
        Execute("PRAGMA user_version = 7");
        var before = await File.ReadAllBytesAsync(StorePath, Cancellation);

        var message = await Refusal();

        message.ShouldBe($"'{StorePath}' (setting Store:Path) has schema version 7, and this program knows versions up to 1. "
            + "Run the newer program that wrote it, or set Store:Path to a new file and ingest again.");
        (await File.ReadAllBytesAsync(StorePath, Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task Open_OfAnOlderVersion_RunsTheMissingMigrations()
    {
        await (await OpenWith(Entry("one", ["Tanks."]))).DisposeAsync();
        SchemaMigration[] next =
        [
            .. SqliteSchema.Migrations,
            new(2, "ALTER TABLE documents ADD COLUMN note TEXT NOT NULL DEFAULT 'none';"),
            new(3, "UPDATE documents SET note = note || ' yet';"),
        ];

        for (var opening = 0; opening < 2; opening++)
        {
            await using var database = new SqliteDatabase(StorePath, TimeSpan.FromSeconds(1), NullLogger.Instance);
            await database.OpenAsync(next, Cancellation);
        }

        Query("SELECT id || ' ' || note FROM documents").ShouldBe("one none yet");
        Query("PRAGMA user_version").ShouldBe(3L);
    }

    [Fact]
    public async Task Open_WithAMigrationThatFails_LeavesTheOlderVersionWhole()
    {
        await (await OpenWith(Entry("one", ["Tanks."]))).DisposeAsync();
        SchemaMigration[] next = [.. SqliteSchema.Migrations, new(2, "DELETE FROM documents; SELECT nonsense;")];
        await using (var database = new SqliteDatabase(StorePath, TimeSpan.FromSeconds(1), NullLogger.Instance))
            (await Should.ThrowAsync<StoreException>(() => database.OpenAsync(next, Cancellation))).Message.ShouldContain("nonsense");

        var store = await Open();

        (await store.GetInfoAsync(Cancellation)).SchemaVersion.ShouldBe(1);
        (await store.ListDocumentsAsync(Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Open_OfAnotherProgramsDatabase_IsRefusedAndTouchesNothing()
    {
        Execute("CREATE TABLE recipes (name TEXT)");
        var before = await File.ReadAllBytesAsync(StorePath, Cancellation);

        (await Refusal()).ShouldContain("is an SQLite database of another program");

        (await File.ReadAllBytesAsync(StorePath, Cancellation)).ShouldBe(before);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("This is a note to myself that somebody has put where the store should be.")]
    public async Task Open_OfAnythingElse_IsRefusedAndTouchesNothing(string content)
    {
        await File.WriteAllTextAsync(StorePath, content, Cancellation);

        (await Refusal()).ShouldContain("is not an SQLite database");

        (await File.ReadAllTextAsync(StorePath, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task Open_OfAnEmptyFile_MakesAStoreOfIt()
    {
        await File.WriteAllBytesAsync(StorePath, [], Cancellation);

        (await (await Open()).GetInfoAsync(Cancellation)).SchemaVersion.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_OfADamagedStore_IsRefusedWithAMend(bool cutOff)
    {
        await (await OpenWith(Entry("one", [.. Enumerable.Range(0, 300).Select(i => $"Paragraph {i} of tanks.")]))).DisposeAsync();
        await using (var file = File.OpenWrite(StorePath))
        {
            if (cutOff)
                file.SetLength(file.Length / 2 / 4096 * 4096);
            for (var at = 4096; !cutOff && at < file.Length; at += 4096)
            {
                file.Position = at;
                await file.WriteAsync(Enumerable.Repeat((byte)0xAB, 2000).ToArray(), Cancellation);
            }
        }

        (await Refusal()).ShouldSatisfyAllConditions(
            message => message.ShouldContain("is damaged"),
            message => message.ShouldContain("ingest --rebuild"));
    }

    [Fact]
    public async Task Open_OfAFolder_IsRefused()
    {
        Directory.CreateDirectory(StorePath);

        (await Refusal()).ShouldStartWith($"'{StorePath}' (setting Store:Path) is a folder.");
    }

    [Fact]
    public async Task Open_BelowAFile_IsRefused()
    {
        await File.WriteAllTextAsync(StorePath, "", Cancellation);

        (await Refusal(Path.Combine(StorePath, "store.db"))).ShouldContain("(setting Store:Path) cannot be written:");
    }

    [Fact]
    public async Task Open_OfAWriteProtectedStore_IsRefused()
    {
        await (await Open()).DisposeAsync();
        File.SetAttributes(StorePath, FileAttributes.ReadOnly);

        (await Refusal()).ShouldContain("is write-protected. Make it writable");
    }

    [Fact]
    public void Path_WithANul_IsRefused() =>
        Should.Throw<StoreException>(() => Make("a\0b")).Message.ShouldContain("Store:Path");

    private async Task<string> Refusal(string? path = null)
    {
        var message = (await Should.ThrowAsync<StoreException>(() => Make(path ?? StorePath).OpenAsync(Cancellation))).Message;
        message.ShouldContain(path ?? StorePath);
        message.ShouldContain("Store:Path");
        return message;
    }
}
