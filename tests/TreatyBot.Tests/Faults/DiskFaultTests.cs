using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Faults;

/// <summary>Disks that are full or may not be written.</summary>
public sealed class DiskFaultTests
{
    private const string Asked = "Who counted the gunboats of report 3?";

    [Fact]
    public async Task FullDisk_KeepsWhatIsInAndTheNextRunFinishes()
    {
        using var folder = new TempFolder();
        await using var disk = await SmallDisk.MountAsync("700k");
        ManyDocuments.WriteTo(folder, 5);
        (await VerbProcess.RunAsync(folder, disk["store.db"], "ingest")).Code.ShouldBe(0);
        ManyDocuments.WriteTo(folder, 80);
        (await VerbProcess.RunAsync(folder, folder["quiet.db"], "ingest")).Code.ShouldBe(0);
        var quiet = await StoreContent.ReadAsync(folder["quiet.db"]);

        var (code, _, error) = await VerbProcess.RunAsync(folder, disk["store.db"], "ingest");

        code.ShouldBe(1);
        error.ShouldContain("is full. Nothing was half-written; free some space");
        await disk.RemountAsync("size=64m");
        var left = await StoreContent.ReadAsync(disk["store.db"]);
        left.Count.ShouldBeInRange(5, 79);
        left.ShouldBeSubsetOf(quiet);
        (await VerbProcess.RunAsync(folder, disk["store.db"], "ingest")).Code.ShouldBe(0);
        (await StoreContent.ReadAsync(disk["store.db"])).ShouldBe(quiet);
    }

    [Fact]
    public async Task ReadOnlyDisk_IsRefusedWithAMendAndNothingIsLost()
    {
        using var folder = new TempFolder();
        await using var disk = await SmallDisk.MountAsync("16m");
        ManyDocuments.WriteTo(folder, 5);
        (await VerbProcess.RunAsync(folder, disk["store.db"], "ingest")).Code.ShouldBe(0);
        var whole = await StoreContent.ReadAsync(disk["store.db"]);
        await disk.RemountAsync("ro");

        foreach (var verb in (string[][])[["ask", Asked], ["ingest"]])
        {
            var (code, output, error) = await VerbProcess.RunAsync(folder, disk["store.db"], verb);
            code.ShouldBe(1);
            output.ShouldBeEmpty();
            error.ShouldContain("cannot be written");
            error.ShouldContain("Make the file and its folder writable, or set Store:Path elsewhere.");
        }

        await disk.RemountAsync("rw");
        (await StoreContent.ReadAsync(disk["store.db"])).ShouldBe(whole);
    }

    [Fact]
    public async Task FullDiskUnderTheDeliveryLog_StillAnswers()
    {
        await using var disk = await SmallDisk.MountAsync("64k");
        File.WriteAllBytes(disk["filler"], new byte[60 * 1024]);
        await using var host = await TestHost.StartAsync(new() { ["Channels:Deliveries:Path"] = disk["deliveries.db"], ["Channels:Feedback:Path"] = disk["votes.jsonl"] });

        var message = host.Message("help");
        ((string?)(await host.SayAsync(message))["text"]).ShouldNotBeNullOrEmpty();
        // Remembered for this process at least: the same delivery is not answered again.
        (await host.PostAsync(message)).Status.ShouldBe(System.Net.HttpStatusCode.Accepted);
        ((string?)(await host.SayAsync("When was the INF Treaty signed?"))["text"])!.ShouldContain("1987");
        await host.IdleAsync();

        host.Connector.Requests.Count(request => (string?)request.Body?["type"] == "message").ShouldBe(2);
        host.Log.ToString().ShouldContain("The delivery log");
    }
}
