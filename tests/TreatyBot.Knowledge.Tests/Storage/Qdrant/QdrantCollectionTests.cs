using System.Net.Http.Json;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using TreatyBot.Knowledge.Tests.Ingestion;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>Making collections, fitting to those that are there, keys and versions.</summary>
public sealed class QdrantCollectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OfAnEmptyServer_MakesAnAliasedCollectionWithItsIndexesFirst()
    {
        await using var harness = await QdrantHarness.StartAsync();

        var store = await harness.OpenAsync("my corpus/ä");
        await store.ReplaceDocumentAsync(Entry("one", ["Tanks."], vectors: _ => [[1f, 0f]]), Cancellation);

        harness.Server.Collections.ShouldBe(["my corpus/ä-1"]);
        var requests = harness.Server.Requests.ToList();
        requests.FindLastIndex(request => request.EndsWith("/index", StringComparison.Ordinal))
            .ShouldBeLessThan(requests.FindIndex(request => request.StartsWith("PUT", StringComparison.Ordinal) && request.EndsWith("/points", StringComparison.Ordinal)));
        harness.Server.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_ByManyAtOnce_MakesOneCollection()
    {
        await using var harness = await QdrantHarness.StartAsync();

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => harness.OpenAsync()));
        await stores[0].ReplaceDocumentAsync(Entry("one", ["Tanks."]), Cancellation);

        harness.Server.Collections.ShouldBe(["corpus-1"]);
        foreach (var store in stores)
            (await store.GetInfoAsync(Cancellation)).DocumentCount.ShouldBe(1);
    }

    [Fact]
    public async Task Open_OfAnotherShape_NamesEveryDifference()
    {
        await using var harness = await QdrantHarness.StartAsync();
        using var http = new HttpClient { BaseAddress = harness.Server.Endpoint };
        (await http.PutAsJsonAsync("collections/corpus", new
        {
            vectors = new { dense_4_00000000 = new { size = 4, distance = "Cosine" } },
            sparse_vectors = new { bm25 = new { } },
            shard_number = 2,
        }, Cancellation)).EnsureSuccessStatusCode();
        harness.Options.Shards = 3;

        var refusal = await Should.ThrowAsync<StoreException>(() => harness.OpenAsync());

        refusal.Message.ShouldContain("modifier none instead of idf");
        refusal.Message.ShouldContain("compared by Cosine and as one vector instead of Dot and max_sim");
        refusal.Message.ShouldContain("it has 2 shards and Store:Qdrant:Shards is 3");
        refusal.Message.ShouldContain("Set Store:Collection to another name");
    }

    [Fact]
    public async Task Open_OfAForeignSingleVector_IsRefusedNotMisread()
    {
        await using var harness = await QdrantHarness.StartAsync();
        using var http = new HttpClient { BaseAddress = harness.Server.Endpoint };
        (await http.PutAsJsonAsync("collections/corpus", new { vectors = new { size = 4, distance = "Cosine" } }, Cancellation)).EnsureSuccessStatusCode();

        (await Should.ThrowAsync<StoreException>(() => harness.OpenAsync())).Message.ShouldContain("it has no sparse vector 'bm25'; its vector '' of 4 dimensions is not one of ours");
    }

    [Fact]
    public async Task Create_ByConfiguration_ShapesTheCollection()
    {
        await using var harness = await QdrantHarness.StartAsync();
        (harness.Options.Shards, harness.Options.Replicas, harness.Options.WriteConsistency) = (6, 2, 2);
        harness.Options.Quantization = VectorQuantization.Scalar;
        harness.Options.ReadConsistency = "majority";

        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Tanks."], vectors: _ => [[1f, 0f]]), Cancellation);

        (await store.FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 3, Cancellation)).ShouldBe([PassageId("one", 0)]);
        harness.Server.Complaints.ShouldBeEmpty();
        harness.Options.Quantization = VectorQuantization.None;
        (await Should.ThrowAsync<StoreException>(() => harness.OpenAsync())).Message.ShouldContain("its vectors are quantized and Store:Qdrant:Quantization is None");
    }

    [Theory]
    [InlineData("1.10.0")]
    [InlineData("1.15.3")]
    [InlineData("1.18.2-dev")]
    public async Task Open_OfAnOlderServer_SendsTheOlderFieldsAndSearchesByVector(string version)
    {
        await using var harness = await QdrantHarness.StartAsync(FakeQdrant.With(version: version));
        harness.Options.Quantization = VectorQuantization.Scalar;
        harness.Embeddings = new FakeEmbeddingModel { Profile = new(Model, 2, PerSentence: true, 0.7) };
        var store = await harness.OpenAsync();

        await store.ReplaceDocumentAsync(Entry("words", ["Tanks."]), Cancellation);
        await store.ReplaceDocumentAsync(Entry("both", ["Bombers."], vectors: _ => [[1f, 0f]]), Cancellation);
        await using var staging = await store.OpenStagingAsync("v2", Cancellation);
        await staging.ReplaceDocumentAsync(Entry("both", ["Bombers."], vectors: _ => [[0f, 1f]]), Cancellation);

        (await store.FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("both", 0)]);
        (await store.FindByTermsAsync(["tank"], PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("words", 0)]);
        (await staging.FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("both", 0)]);
        (await store.InspectAsync(Cancellation)).NeedsRebuildForAModel.ShouldBeTrue();
        harness.Server.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_OfAnotherModelToAnOlderServer_IsRefusedWithTheMend()
    {
        await using var harness = await QdrantHarness.StartAsync(FakeQdrant.With(version: "1.15.3"));
        harness.Embeddings = new FakeEmbeddingModel { Profile = new("model-b", 2, PerSentence: true, 0.7) };
        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Tanks."]), Cancellation);

        var refusal = await Should.ThrowAsync<StoreException>(() => store.ReplaceDocumentAsync(Entry("two", ["Tanks."], vectors: _ => [[1f]]), Cancellation));

        refusal.Message.ShouldContain("Qdrant 1.15.3");
        refusal.Message.ShouldContain("Ingest the whole corpus with that model in Models:Embeddings, which builds a new collection, or run Qdrant 1.19 or newer.");
        (await store.GetInfoAsync(Cancellation)).DocumentCount.ShouldBe(1);
        harness.Server.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_OfAServerBeforeMultivectors_IsRefused()
    {
        await using var harness = await QdrantHarness.StartAsync(FakeQdrant.With(version: "1.9.7"));

        (await Should.ThrowAsync<StoreException>(() => harness.OpenAsync())).Message.ShouldContain("Qdrant 1.9.7 at");
        harness.Server.Collections.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_OfACollectionRecoveredUnderAnotherName_ServesIt()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        await store.ReplaceDocumentAsync(Entry("one", ["Tanks."], vectors: _ => [[1f, 0f]]), Cancellation);
        var made = await store.CreateSnapshotAsync(Cancellation);

        harness.Server.Recover("corpus-1", "recovered");
        await store.Client.DeleteCollectionAsync("corpus-1", Cancellation);
        var recovered = await harness.OpenAsync("recovered");
        await recovered.ReplaceDocumentAsync(Entry("two", ["More tanks."]), Cancellation);

        made.ShouldContain("corpus-1-1.snapshot of corpus-1");
        (await recovered.FindByTermsAsync(["tank"], PassageFilter.None, 5, Cancellation)).Count.ShouldBe(2);
        (await recovered.FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("one", 0)]);
        (await recovered.GetInfoAsync(Cancellation)).DocumentCount.ShouldBe(2);
        harness.Server.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_OfANewerSchema_IsRefused()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        var manifest = new Manifest { Schema = 9, Home = "corpus-1", Revision = 5 };
        await store.Client.UpsertAsync(
            "corpus-1", new([new(PointIds.Manifest, new Dictionary<string, object>(), new() { Kind = "manifest", Revision = 5, Manifest = manifest })]), false, Cancellation);

        (await Should.ThrowAsync<StoreException>(() => harness.OpenAsync())).Message.ShouldContain("has schema version 9, and this program knows versions up to 1");
    }

    [Theory]
    [InlineData(null, "refuses the key (setting Store:ApiKey): Must provide an API key or an Authorization bearer token.")]
    [InlineData("wrong", "refuses the key (setting Store:ApiKey): Invalid API key or JWT.")]
    public async Task Open_WithoutTheRightKey_SaysSo(string? key, string expected)
    {
        await using var harness = await QdrantHarness.StartAsync(FakeQdrant.With(apiKey: "secret"));
        harness.ApiKey = key;

        (await Should.ThrowAsync<StoreException>(() => harness.OpenAsync())).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Write_WithAReadOnlyKey_IsRefusedAndReadingGoesOn()
    {
        await using var harness = await QdrantHarness.StartAsync(FakeQdrant.With(apiKey: "a.b.c", readOnlyKey: "reader"));
        harness.ApiKey = "a.b.c";
        await (await harness.OpenAsync()).ReplaceDocumentAsync(Entry("one", ["Tanks."]), Cancellation);
        harness.ApiKey = "reader";
        var reader = await harness.OpenAsync();

        var refusal = await Should.ThrowAsync<StoreException>(() => reader.ReplaceDocumentAsync(Entry("two", ["Bombers."]), Cancellation));

        refusal.Message.ShouldContain("does not let this key (setting Store:ApiKey) do that");
        (await reader.FindByTermsAsync(["tank"], PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("one", 0)]);
        var found = await reader.InspectAsync(Cancellation);
        (found.CanWrite, found.IsOpen, found.IsReady, found.Version).ShouldBe((false, false, true, "1.19.0"));
    }

    [Fact]
    public async Task Readiness_FollowsTheServer()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = harness.Make();

        var before = await store.IsReadyAsync(Cancellation);
        await store.OpenAsync(Cancellation);
        var opened = await store.IsReadyAsync(Cancellation);
        harness.Server.IsReady = false;
        var busy = await store.IsReadyAsync(Cancellation);
        await harness.Server.DisposeAsync();
        var gone = await store.IsReadyAsync(Cancellation);

        (before, opened, busy, gone).ShouldBe((false, true, false, false));
    }

    [Fact]
    public async Task Delete_WithAnEmptyFilter_CannotBeSent()
    {
        await using var harness = await QdrantHarness.StartAsync();
        var store = await harness.OpenAsync();
        var sent = harness.Server.Requests.Count;

        await Should.ThrowAsync<ArgumentException>(() => store.Client.DeleteAsync("corpus-1", new(), Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => store.Client.DeleteAsync("corpus-1", new() { Must = [] }, Cancellation));

        harness.Server.Requests.Count.ShouldBe(sent);
    }

    [Fact]
    public void PointIds_AreVersion5AndStable()
    {
        // Python: uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org')
        PointIds.Of(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "python.org").ToString().ShouldBe("886313e1-3b8a-5372-9b90-0c9aee199e5d");
        PointIds.Of(PointKind.Passage, 7, 3).ShouldBe(PointIds.Of(PointKind.Passage, 7, 3));
        PointIds.Of(PointKind.Passage, 7, 3).ShouldNotBe(PointIds.Of(PointKind.Passage, 73, 0));
    }
}
