using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;
using TreatyBot.Knowledge.Tests.Storage.Qdrant;
using TreatyBot.Knowledge.Treaties;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

public sealed class StoreCopierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-copy-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Copy_ToQdrantAndBack_HoldsTheSame()
    {
        await using var harness = await QdrantHarness.StartAsync();
        await using var first = await OpenFile("first");
        await using var second = await OpenFile("second");
        var qdrant = await harness.OpenAsync();
        var random = new Random(3);
        for (var i = 0; i < 6; i++)
        {
            await first.ReplaceDocumentAsync(TermsAsIngested(Entry(
                $"d{i}", ["Tanks are limited. Aircraft too.", "\uD800 odd.", $"Article {i}."], vectors: _ => [UnitVector(random, 16), UnitVector(random, 16)],
                events: [Event($"d{i}", "cfe", TreatyAct.Sign, "1990-11", 1, "ru"), Event($"d{i}", "cfe", TreatyAct.Withdraw, null, 0, "*")])), Cancellation);
        }

        var there = await StoreCopier.CopyAsync(first, qdrant, false, null, Cancellation);
        var back = await StoreCopier.CopyAsync(qdrant, second, false, null, Cancellation);
        var again = await StoreCopier.CopyAsync(first, qdrant, false, null, Cancellation);

        (there.Documents, there.Copied, there.Passages, there.Vectors).ShouldBe((6, 6, 18L, 36L));
        (back.Checksum, again.Checksum, again.Copied).ShouldBe((there.Checksum, there.Checksum, 0));
        harness.Server.Complaints.ShouldBeEmpty();
        string[] terms = ["tank", "articl", "odd"];
        Rendering.Render(await second.GetTermStatisticsAsync(terms, Cancellation)).ShouldBe(Rendering.Render(await first.GetTermStatisticsAsync(terms, Cancellation)));
        Rendering.Render(await qdrant.GetTermStatisticsAsync(terms, Cancellation)).ShouldBe(Rendering.Render(await first.GetTermStatisticsAsync(terms, Cancellation)));
    }

    [Fact]
    public async Task Copy_IntoAStoreWithOtherDocuments_IsRefusedUnlessTheyMayGo()
    {
        await using var from = await OpenFile("from");
        await using var to = await OpenFile("to");
        await from.ReplaceDocumentAsync(Entry("one", ["Tanks."]), Cancellation);
        await to.ReplaceDocumentAsync(Entry("other", ["Bombers."]), Cancellation);

        var refusal = await Should.ThrowAsync<StoreException>(() => StoreCopier.CopyAsync(from, to, false, null, Cancellation));
        var left = (await to.ListDocumentsAsync(Cancellation)).Single().Id;
        var result = await StoreCopier.CopyAsync(from, to, true, null, Cancellation);

        refusal.Message.ShouldContain("such as 'other'");
        left.ShouldBe("other");
        (result.Copied, result.Removed, (await to.ListDocumentsAsync(Cancellation)).Single().Id).ShouldBe((1, 1, "one"));
    }

    [Fact]
    public async Task Checksum_OfAnyDifference_Differs()
    {
        var entry = Entry("one", ["Tanks."], vectors: _ => [[1f, 0f]], events: [Event("one", "cfe", TreatyAct.Sign, "1990", 0)]);
        DocumentEntry[] variants =
        [
            entry,
            entry with { Passages = [entry.Passages[0] with { Vectors = [[1f, float.BitIncrement(0f)]] }] },
            entry with { Events = [] },
            entry with { Document = entry.Document with { Text = "Tanks!" } },
            entry with { IndexVersion = "index-2" },
        ];

        var sums = new List<string>();
        foreach (var variant in variants)
        {
            await using var store = await OpenFile($"v{sums.Count}");
            await store.ReplaceDocumentAsync(variant, Cancellation);
            sums.Add(await StoreCopier.ChecksumAsync(store, Cancellation));
        }

        sums.Distinct().Count().ShouldBe(variants.Length);
    }

    private static DocumentEntry TermsAsIngested(DocumentEntry entry) => entry with
    {
        Passages = [.. entry.Passages.Select(passage => passage with { Terms = PassageEntry.TermsOf(entry.Document.Metadata, passage.Passage) })],
    };

    private async Task<SqlitePassageStore> OpenFile(string name)
    {
        var store = new SqlitePassageStore(
            Options.Create(new StoreOptions { Path = Path.Combine(_folder.FullName, name + ".db") }), new FakeTimeProvider(), NullLogger<SqlitePassageStore>.Instance);
        await store.OpenAsync(Cancellation);
        return store;
    }
}
