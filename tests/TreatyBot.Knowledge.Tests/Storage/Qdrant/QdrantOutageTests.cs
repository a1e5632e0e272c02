using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>A server that is down, slow, busy, read-only, full or restarted: what is said, and that nothing is lost or doubled.</summary>
public sealed class QdrantOutageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_OfAServerThatIsDown_NamesTheSettingAndTheMend()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        var endpoint = harness.Server.Endpoint;
        await harness.Server.DisposeAsync();

        var refusal = await Should.ThrowAsync<StoreException>(() => store.GetInfoAsync(Cancellation));

        refusal.Message.ShouldStartWith($"Qdrant at {endpoint} (setting Store:Endpoint) cannot be reached: ");
        refusal.Message.ShouldEndWith("Start it, or set Store:Endpoint to where it is.");
        harness.Log.ShouldContain(line => line.StartsWith("Warning: Qdrant: POST failed at attempt 1 of 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_OfASlowServer_EndsAtTheTimeOut()
    {
        await using var harness = await QdrantHarness.StartAsync();
        harness.Options.Timeout = TimeSpan.FromMilliseconds(80);
        var store = await harness.OpenAsync();
        harness.Server.Fault = (_, path) => path.EndsWith("/query/batch", StringComparison.Ordinal) ? new FakeFault(200, "") { Waits = Task.Delay(-1, Cancellation) } : null;

        var refusal = await Should.ThrowAsync<StoreException>(() => store.FindByTermsAsync(["tank"], PassageFilter.None, 5, Cancellation));

        refusal.Message.ShouldContain("gave no answer within 0.08 s (setting Store:Qdrant:Timeout)");
    }

    [Fact]
    public async Task Search_OfACancelledQuestion_IsCancelledNotAFailure()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        using var cancelling = new CancellationTokenSource();
        harness.Server.Fault = (_, path) =>
        {
            cancelling.Cancel();
            return new FakeFault(200, "") { Waits = Task.Delay(-1, Cancellation) };
        };

        await Should.ThrowAsync<OperationCanceledException>(() => store.FindByTermsAsync(["tank"], PassageFilter.None, 5, cancelling.Token));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task Write_ThatFailsOnceAnywhere_IsDoneOnce(int status)
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("zero", ["Bombers."]), Cancellation);
        var seen = new HashSet<string>();
        // Every request of the write fails the first time, half of them after the work was done.
        harness.Server.Fault = (method, path) =>
        {
            lock (seen)
            {
                if (!seen.Add(method + path))
                    return null;
                return (status == 0 ? new FakeFault(0, "", Cuts: true) : FakeFault.Error(status, "for now", status == 429 ? "0" : null)) with { AfterWork = seen.Count % 2 == 0 };
            }
        };

        await store.ReplaceDocumentAsync(Entry("one", ["Tanks.", "More tanks."]), Cancellation);

        harness.Server.Fault = null;
        seen.Count.ShouldBeGreaterThan(3);
        var info = await store.GetInfoAsync(Cancellation);
        (info.DocumentCount, info.PassageCount).ShouldBe((2, 3L));
        (await store.FindByTermsAsync(["tank"], PassageFilter.None, 9, Cancellation)).Count.ShouldBe(2);
        (await store.GetTermStatisticsAsync(["tank"], Cancellation)).DocumentFrequencies["tank"].ShouldBe(2);
    }

    [Theory]
    [InlineData(507, "disk quota", "has no room left: disk quota. What was there before is whole")]
    [InlineData(500, "Service internal error: No space left on device (os error 28)", "has no room left")]
    [InlineData(403, "Writes are locked", "is locked against writing: Writes are locked.")]
    [InlineData(422, "Validation error in JSON body: [points: too many]", "refused a request (422): Validation error in JSON body: [points: too many].")]
    [InlineData(503, "The leader is not known", "is not available just now (503)")]
    public async Task Write_ThatKeepsFailing_LeavesTheOldDocumentAndTheNextRunFinishes(int status, string said, string expected)
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Old tanks."]), Cancellation);
        // The manifest can still be put; what fails is the bulk of the document.
        var upserts = 0;
        harness.Server.Fault = (method, path) =>
            method == "PUT" && path.EndsWith("/points", StringComparison.Ordinal) && Interlocked.Increment(ref upserts) > 1 ? FakeFault.Error(status, said) : null;

        var refusal = await Should.ThrowAsync<StoreException>(() => store.ReplaceDocumentAsync(Entry("one", ["New tanks.", "And more."]), Cancellation));
        harness.Server.Fault = null;
        var after = await store.GetPassagesAsync([PassageId("one", 0), PassageId("one", 1)], Cancellation);
        await store.ReplaceDocumentAsync(Entry("one", ["New tanks.", "And more."]), Cancellation);

        refusal.Message.ShouldContain(expected);
        after.Select(stored => stored.Passage.Text).ShouldBe(["Old tanks."]);
        (await store.GetInfoAsync(Cancellation)).PassageCount.ShouldBe(2);
        (await store.GetDocumentPassagesAsync("one", Cancellation)).Select(stored => stored.Passage.Text).ShouldBe(["New tanks.", "And more."]);
    }

    [Fact]
    public async Task Write_ThatTheServerLost_IsNotShown()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        var upserts = 0;
        // Restarted after it said yes and before it wrote.
        harness.Server.Fault = (method, path) => method == "PUT" && path.EndsWith("/points", StringComparison.Ordinal) && ++upserts == 2
            ? new FakeFault(200, """{"result":{"operation_id":1,"status":"completed"},"status":"ok","time":0}""")
            : null;

        var refusal = await Should.ThrowAsync<StoreException>(() => store.ReplaceDocumentAsync(Entry("one", ["Tanks."]), Cancellation));

        refusal.Message.ShouldContain("holds 0 of the 3 points of 'one' that were written");
        (await store.GetInfoAsync(Cancellation)).DocumentCount.ShouldBe(0);
        (await store.FindByTermsAsync(["tank"], PassageFilter.None, 9, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_OfACollectionThatWasDropped_NamesTheMend()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        await store.Client.DeleteCollectionAsync("corpus-1", Cancellation);

        var refusal = await Should.ThrowAsync<StoreException>(() => store.GetInfoAsync(Cancellation));

        refusal.Message.ShouldContain("has no collection 'corpus' (setting Store:Collection) any more");
        refusal.Message.ShouldEndWith("Run treatybot ingest to make it anew.");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task Write_OfAVectorThatIsNoNumber_IsRefusedAndKeepsTheOldDocument(float value)
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Old tanks."], vectors: _ => [[1f, 0f]]), Cancellation);

        var refusal = await Should.ThrowAsync<ArgumentException>(
            () => store.ReplaceDocumentAsync(Entry("one", ["New tanks."], vectors: _ => [[value, 0f]]), Cancellation));

        refusal.Message.ShouldContain("of document 'one' holds something that is no number");
        (await store.GetDocumentAsync("one", Cancellation))!.Text.ShouldBe("Old tanks.");
        (await store.FindByTermsAsync(["tank"], PassageFilter.None, 9, Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Request_ThatIsRedirected_IsNotFollowed()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        harness.Server.Fault = (_, _) => new FakeFault(307, "elsewhere", "text/plain");

        (await Should.ThrowAsync<StoreException>(() => store.GetInfoAsync(Cancellation))).Message.ShouldContain("answers with a redirect (307), which is not followed");
    }

    [Fact]
    public async Task Open_OfSomethingElse_SaysThatItIsNotQdrant()
    {
        await using var harness = await QdrantHarness.StartAsync();
        harness.Server.Fault = (_, _) => new FakeFault(200, "<html>Welcome</html>", "text/html");

        (await Should.ThrowAsync<StoreException>(() => harness.OpenAsync())).Message.ShouldContain("does not speak Qdrant's protocol");
    }
}
