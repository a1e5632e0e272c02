using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Faults;

/// <summary>SIGKILL while documents come in.</summary>
public sealed class KilledIngestTests
{
    private const int Documents = 60;

    [Fact]
    public async Task Kill_AtAnyMomentOfIngest_LeavesWholeDocumentsAndTheNextRunFinishes()
    {
        using var folder = new TempFolder();
        ManyDocuments.WriteTo(folder, Documents);
        (await VerbProcess.RunAsync(folder, folder["quiet.db"], "ingest")).Code.ShouldBe(0);
        var quiet = await StoreContent.ReadAsync(folder["quiet.db"]);
        quiet.Count.ShouldBe(Documents);
        var size = new FileInfo(folder["quiet.db"]).Length;
        var halfway = 0;

        foreach (var random in FaultMoments.Of(usually: 8))
        {
            var store = folder[$"killed-{random.Next()}.db"];
            var moment = random.NextInt64(size * 5 / 4);
            using (var ingest = VerbProcess.Start(folder, store, "ingest"))
            {
                while (Written(store) < moment && !ingest.HasExited)
                    await Task.Yield();
                await ingest.KillAsync();
            }

            var left = File.Exists(store) ? await StoreContent.ReadAsync(store) : [];
            left.ShouldBeSubsetOf(quiet);
            halfway += left.Count is > 0 and < Documents ? 1 : 0;
            (await VerbProcess.RunAsync(folder, store, "ingest")).Code.ShouldBe(0);
            (await StoreContent.ReadAsync(store)).ShouldBe(quiet);
            File.Delete(store);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{halfway} kills fell between the first document and the last.");
        halfway.ShouldBeGreaterThan(0);
    }

    // What has reached the log counts as well as what has reached the file.
    private static long Written(string store) =>
        (File.Exists(store) ? new FileInfo(store).Length : 0) + (File.Exists(store + "-wal") ? new FileInfo(store + "-wal").Length : 0);
}
