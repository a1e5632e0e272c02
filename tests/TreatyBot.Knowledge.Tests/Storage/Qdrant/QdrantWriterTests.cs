using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>Generations: what shows, what is cleared away, and builds beside the one that serves.</summary>
public sealed class QdrantWriterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replaced_Generations_AreKeptForReadersAndThenCleared()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var time = new FakeTimeProvider();
        harness.Time = time;
        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Tanks.", "Bombers."]), Cancellation);
        var once = harness.Server.CountPoints("corpus-1");

        await store.ReplaceDocumentAsync(Entry("one", ["Tanks.", "Bombers."]), Cancellation);
        var twice = harness.Server.CountPoints("corpus-1");
        time.Advance(harness.Options.Grace);
        await store.ReplaceDocumentAsync(Entry("two", ["Other."]), Cancellation);
        await store.DeleteDocumentAsync("two", Cancellation);
        await store.PruneAsync(Cancellation);

        (twice - once).ShouldBe(4); // two passages, the text and the document
        harness.Server.CountPoints("corpus-1").ShouldBe(once);
        (await store.FindByTermsAsync(["tank"], PassageFilter.None, 9, Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Writer_ThatDies_LeavesNothingToSeeAndIsClearedLater()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var time = new FakeTimeProvider();
        harness.Time = time;
        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Tanks."]), Cancellation);
        var before = harness.Server.CountPoints("corpus-1");
        // Dies between writing the points and showing them.
        using var dying = new CancellationTokenSource();
        harness.Server.Fault = (_, path) =>
        {
            if (path.EndsWith("/points/count", StringComparison.Ordinal))
                dying.Cancel();
            return null;
        };
        await Should.ThrowAsync<OperationCanceledException>(() => store.ReplaceDocumentAsync(Entry("one", ["New tanks.", "More tanks."]), dying.Token));
        harness.Server.Fault = null;
        var left = harness.Server.CountPoints("corpus-1");

        var fresh = await harness.OpenAsync();
        await fresh.ReplaceDocumentAsync(Entry("two", ["Other."]), Cancellation);

        left.ShouldBeGreaterThan(before);
        (await fresh.FindByTermsAsync(["tank"], PassageFilter.None, 9, Cancellation)).ShouldBe([PassageId("one", 0)]);
        (await fresh.GetTermStatisticsAsync(["tank"], Cancellation)).DocumentFrequencies["tank"].ShouldBe(1);
        time.Advance(TimeSpan.FromHours(1));
        await fresh.DeleteDocumentAsync("two", Cancellation);
        time.Advance(TimeSpan.FromHours(1));
        await fresh.PruneAsync(Cancellation);
        harness.Server.CountPoints("corpus-1").ShouldBe(before);
    }

    [Fact]
    public async Task TwoWriters_AtOnce_LoseAndDoubleNothing()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var stores = new[] { await harness.OpenAsync(), await harness.OpenAsync() };

        for (var i = 0; i < 12; i++)
        {
            await Task.WhenAll(stores.Select((store, number) =>
                store.ReplaceDocumentAsync(Entry($"{number}-{i}", ["Tanks."], vectors: _ => [[1f, 0f]]), Cancellation)));
        }

        var info = await stores[0].GetInfoAsync(Cancellation);
        (info.DocumentCount, info.PassageCount, info.VectorCount).ShouldBe((24, 24L, 24L));
        (await stores[0].ListDocumentsAsync(Cancellation)).Count.ShouldBe(24);
        (await stores[0].FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 99, Cancellation)).Count.ShouldBe(24);
    }

    [Fact]
    public async Task Document_LargerThanARequest_IsWrittenInParts()
    {
        await using var harness = await QdrantHarness.StartAsync();
        harness.Options.BatchBytes = 65_536;
        var store = await harness.OpenAsync();
        var paragraphs = Enumerable.Range(0, 200).Select(i => $"Tanks number {i}. " + new string('x', 2_000)).ToList();
        var entry = Entry("long", paragraphs);

        await store.ReplaceDocumentAsync(entry, Cancellation);

        harness.Server.Requests.Count(request => request == "PUT /collections/corpus-1/points").ShouldBeGreaterThan(6);
        (await store.GetDocumentAsync("long", Cancellation))!.Text.ShouldBe(entry.Document.Text);
        (await store.GetDocumentPassagesAsync("long", Cancellation)).Select(stored => stored.Passage.Text).ShouldBe(paragraphs);
    }

    [Fact]
    public async Task Text_LongerThanAPart_ComesBackWhole()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        var text = new string('a', (1 << 20) - 1) + "🕊" + new string('b', 1 << 20);
        var entry = Entry("long", ["Short."]);

        await store.ReplaceDocumentAsync(entry with { Document = entry.Document with { Text = text } }, Cancellation);

        ((await store.GetDocumentAsync("long", Cancellation))!.Text == text).ShouldBeTrue();
    }

    [Fact]
    public async Task Build_BesideTheServingCollection_ShowsAtOnceAndIsPruned()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        var reader = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Old tanks."]), Cancellation);
        await store.ReplaceDocumentAsync(Entry("two", ["Old tanks."]), Cancellation);

        await using (var begun = await store.OpenStagingAsync("v2", Cancellation))
            await begun.ReplaceDocumentAsync(Entry("one", ["New tanks."]), Cancellation);
        await using var resumed = await store.OpenStagingAsync("v2", Cancellation);
        var built = (await resumed.ListDocumentsAsync(Cancellation)).Select(document => document.Id).ToList();
        await resumed.ReplaceDocumentAsync(Entry("two", ["New tanks."]), Cancellation);
        var during = await Texts(reader);
        await store.PublishAsync(resumed, Cancellation);
        await reader.GetInfoAsync(Cancellation);
        var after = await Texts(reader);
        var kept = harness.Server.Collections;
        var pruned = await store.PruneAsync(Cancellation);

        built.ShouldBe(["one"]);
        during.ShouldBe(["Old tanks.", "Old tanks."]);
        after.ShouldBe(["New tanks.", "New tanks."]);
        (await Texts(store)).ShouldBe(after);
        kept.ShouldBe(["corpus-1", "corpus-2"]);
        pruned.ShouldBe(["corpus-1"]);
        harness.Server.Collections.ShouldBe(["corpus-2"]);
        harness.Server.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_WhileTheAliasSwitches_NeverSeeAMixture()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var (store, reader) = (await harness.OpenAsync(), await harness.OpenAsync());
        for (var i = 0; i < 5; i++)
            await store.ReplaceDocumentAsync(Entry($"d{i}", ["Tanks of 0."]), Cancellation);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var seen = new HashSet<string>();
            while (!done.IsCancellationRequested)
            {
                await reader.GetInfoAsync(Cancellation);
                var ids = await reader.FindByTermsAsync(["tank"], PassageFilter.None, 50, Cancellation);
                ids.Count.ShouldBe(5);
                seen.Add(string.Join('|', (await reader.GetPassagesAsync(ids, Cancellation)).Select(stored => stored.Passage.Text).Distinct()));
            }
            return seen;
        }, Cancellation);

        for (var build = 1; build <= 3; build++)
        {
            await using var staging = await store.OpenStagingAsync($"v{build}", Cancellation);
            for (var i = 0; i < 5; i++)
                await staging.ReplaceDocumentAsync(Entry($"d{i}", [$"Tanks of {build}."]), Cancellation);
            await store.PublishAsync(staging, Cancellation);
        }
        await done.CancelAsync();

        // Between two reads of a question a switch may fall; within one answer it may not.
        (await reading).ShouldAllBe(texts => !texts.Contains('|'));
    }

    private static async Task<List<string>> Texts(QdrantPassageStore store) =>
        [.. (await store.ReadAllPassagesAsync(Cancellation).ToListAsync(Cancellation)).Select(stored => stored.Passage.Text)];
}
