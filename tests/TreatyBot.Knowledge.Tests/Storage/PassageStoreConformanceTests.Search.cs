using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

// Search by vector, filters, events, and reading beside a writer.
public abstract partial class PassageStoreConformanceTests
{
    [Fact]
    public async Task Filters_OfEveryKind_NarrowBothSearches()
    {
        await StoreFiltered("press", new() { Title = "t", Tier = SourceTier.Press, Language = "en", Treaties = ["cfe"], Published = new(2023, 11, 7) });
        await StoreFiltered("treaty", new() { Title = "t", Tier = SourceTier.Treaty, Language = "ru", Treaties = ["cfe", "ost"], Published = new(1990) });
        await StoreFiltered("undated", new() { Title = "t", Tier = SourceTier.Analysis, Language = "en", Treaties = [] });

        await ShouldFind(PassageFilter.None, "press", "treaty", "undated");
        await ShouldFind(new() { DocumentIds = ["press", "undated", "absent"] }, "press", "undated");
        await ShouldFind(new() { DocumentIds = [] });
        await ShouldFind(new() { TreatyIds = ["ost"] }, "treaty");
        await ShouldFind(new() { TreatyIds = ["cfe", "ost"] }, "press", "treaty");
        await ShouldFind(new() { TreatyIds = ["absent"] });
        await ShouldFind(new() { Tiers = [SourceTier.Treaty, SourceTier.Analysis] }, "treaty", "undated");
        await ShouldFind(new() { Language = "ru" }, "treaty");
        await ShouldFind(new() { PublishedBy = new(2023, 11, 6) }, "treaty", "undated");
        await ShouldFind(new() { PublishedBy = new(2023, 11, 7) }, "press", "treaty", "undated");
        await ShouldFind(new() { PublishedBy = new(1989, 12, 31) }, "undated");
        await ShouldFind(new() { TreatyIds = ["cfe"], Language = "en", Tiers = [SourceTier.Press], PublishedBy = new(2024, 1, 1) }, "press");
    }

    [Fact]
    public async Task FindByVector_OfManyVectors_EqualsBruteForce()
    {
        var random = new Random(5);
        var all = new List<(string Id, float[] Vector)>();
        for (var document = 0; document < 20; document++)
        {
            await Store.ReplaceDocumentAsync(Entry($"d{document}", [.. Enumerable.Range(0, 15).Select(i => $"Passage {i}.")], vectors: ordinal =>
            {
                float[][] vectors = [.. Enumerable.Range(0, ordinal % 4).Select(_ => UnitVector(random, 32))];
                all.AddRange(vectors.Select(vector => (PassageId($"d{document}", ordinal), vector)));
                return vectors;
            }), Cancellation);
        }
        for (var i = 0; i < 20; i++)
        {
            var query = UnitVector(random, 32);
            var expected = all.GroupBy(pair => pair.Id)
                .Select(group => (group.Key, Score: group.Max(pair => pair.Vector.Zip(query, (a, b) => (double)a * b).Sum())))
                .OrderByDescending(pair => pair.Score).Select(pair => pair.Key);

            (await Store.FindByVectorAsync(query, Model, PassageFilter.None, 10, Cancellation)).ShouldBe(expected.Take(10));
        }
    }

    [Fact]
    public async Task FindByVector_OfAnotherModel_ComparesOnlyItsVectors()
    {
        await Store.ReplaceDocumentAsync(Entry("one", ["A."], vectors: _ => [[1f, 0f]], model: "model-a"), Cancellation);
        await Store.ReplaceDocumentAsync(Entry("two", ["B."], vectors: _ => [[1f, 0f, 0f]], model: "model-b"), Cancellation);

        (await Store.FindByVectorAsync(new[] { 1f, 0f }, "model-a", PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("one", 0)]);
        (await Store.FindByVectorAsync(new[] { 1f, 0f, 0f }, "model-b", PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("two", 0)]);
        (await Store.FindByVectorAsync(new[] { 1f, 0f }, "model-c", PassageFilter.None, 5, Cancellation)).ShouldBeEmpty();
        (await Store.FindByVectorAsync(new[] { 1f, 0f }, "model-a", PassageFilter.None, 0, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FindByVector_AfterEachChange_SeesIt()
    {
        await Store.ReplaceDocumentAsync(Entry("one", ["A."], vectors: _ => [[1f, 0f]]), Cancellation);
        (await Nearest()).ShouldBe([PassageId("one", 0)]);

        await Store.ReplaceDocumentAsync(Entry("two", ["B."], vectors: _ => [[0.6f, 0.8f]]), Cancellation);
        (await Nearest()).ShouldBe([PassageId("one", 0), PassageId("two", 0)]);

        await Store.ReplaceDocumentAsync(Entry("one", ["A."], vectors: _ => [[0f, 1f]]), Cancellation);
        (await Nearest()).ShouldBe([PassageId("two", 0), PassageId("one", 0)]);
        (await Store.GetPassagesAsync([PassageId("one", 0)], Cancellation))[0].Vectors[0].ShouldBe([0f, 1f]);

        await Store.DeleteDocumentAsync("two", Cancellation);
        (await Nearest()).ShouldBe([PassageId("one", 0)]);

        Task<IReadOnlyList<string>> Nearest() =>
            Store.FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 5, Cancellation);
    }

    [Fact]
    public async Task Events_OfSeveralDocuments_AreOrderedAndFiltered()
    {
        await Store.ReplaceDocumentAsync(Entry("b", ["Text."], events:
        [
            Event("b", "cfe", TreatyAct.Withdraw, "2023-11-07", 9, "ru"),
            Event("b", "cfe", TreatyAct.Sign, null, 2, "us"),
            Event("b", "cfe", TreatyAct.Suspend, "2023", 7, "us", "gb"),
        ]), Cancellation);
        await Store.ReplaceDocumentAsync(Entry("a", ["Text."], events:
        [
            Event("a", "cfe", TreatyAct.Withdraw, "2023-11-07", 30, "ru"),
            Event("a", "ost", TreatyAct.EnterIntoForce, "2002-01-01", 20, "*"),
            Event("a", "cfe", TreatyAct.Withdraw, "2023-11-07", 10),
            Event("a", "cfe", TreatyAct.Announce, "2023-01", 1, "rus"),
        ]), Cancellation);

        (await Found(new())).ShouldBe("a20 b7 a1 a10 a30 b9 b2");
        (await Found(new() { TreatyIds = ["ost", "absent"] })).ShouldBe("a20");
        (await Found(new() { Acts = [TreatyAct.Withdraw, TreatyAct.Sign] })).ShouldBe("a10 a30 b9 b2");
        (await Found(new() { PartyIds = ["ru"] })).ShouldBe("a20 a30 b9");
        (await Found(new() { PartyIds = ["gb", "us"] })).ShouldBe("a20 b7 b2");
        (await Found(new() { PartyIds = ["absent"] })).ShouldBe("a20");
        (await Found(new() { DocumentId = "b" })).ShouldBe("b7 b9 b2");
        (await Found(new() { TreatyIds = ["cfe"], Acts = [TreatyAct.Withdraw], PartyIds = ["ru"], DocumentId = "a" })).ShouldBe("a30");
        (await Found(new() { Acts = [] })).ShouldBe("");

        async Task<string> Found(EventFilter filter) =>
            string.Join(' ', (await Store.GetEventsAsync(filter, Cancellation)).Select(found => $"{found.DocumentId}{found.Start}"));
    }

    [Fact]
    public async Task Readers_WhileWriting_SeeOnlyWholeDocuments()
    {
        const int versions = 40;
        await Store.ReplaceDocumentAsync(Version(0), Cancellation);
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            do
            {
                var ids = await Store.FindByTermsAsync(["common"], PassageFilter.None, 50, Cancellation);
                ids.Count.ShouldBe(7);
                var nearest = await Store.FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 50, Cancellation);
                nearest.Count.ShouldBe(7);
                var passages = await Store.GetPassagesAsync(nearest, Cancellation);
                passages.Select(stored => stored.Passage.Text).Distinct().Count().ShouldBe(1);
                passages.ShouldAllBe(stored => stored.Passage.Text == $"Common v{stored.Vectors[0][1]}.");
                var statistics = await Store.GetTermStatisticsAsync(["common"], Cancellation);
                (statistics.PassageCount, statistics.DocumentFrequencies["common"]).ShouldBe((7, 7));
                (await Store.GetEventsAsync(new(), Cancellation)).Select(found => found.Start).Distinct().Count().ShouldBe(1);
                reads++;
            }
            while (!done.IsCancellationRequested);
            return reads;
        }, Cancellation)).ToList();
        for (var version = 1; version <= versions; version++)
            await Store.ReplaceDocumentAsync(Version(version), Cancellation);
        await done.CancelAsync();

        (await Task.WhenAll(readers)).ShouldAllBe(reads => reads > 0);

        static DocumentEntry Version(int version) => Entry(
            "one",
            [.. Enumerable.Repeat($"Common v{version}.", 7)],
            vectors: _ => [[1f, version]],
            events: [.. Enumerable.Range(0, 3).Select(_ => Event("one", "cfe", TreatyAct.Sign, "1990", version, "ru"))]);
    }

    private Task StoreFiltered(string id, DocumentMetadata metadata) =>
        Store.ReplaceDocumentAsync(Entry(id, ["Tanks."], metadata, _ => [[1f, 0f]]), Cancellation);

    private async Task ShouldFind(PassageFilter filter, params string[] documents)
    {
        var expected = documents.Select(document => PassageId(document, 0));
        (await Store.FindByTermsAsync(["tank"], filter, 10, Cancellation)).ShouldBe(expected, ignoreOrder: true);
        (await Store.FindByVectorAsync(new[] { 1f, 0f }, Model, filter, 10, Cancellation)).ShouldBe(expected, ignoreOrder: true);
    }
}
