using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

// What has been stored comes back exactly, and in order.
public abstract partial class PassageStoreConformanceTests
{
    [Fact]
    public async Task CorpusHash_DependsOnIdsAndContentsAlone()
    {
        await Store.ReplaceDocumentAsync(Entry("one", ["First."]), Cancellation);
        await Store.ReplaceDocumentAsync(Entry("two", ["Second."]), Cancellation);
        var hash = (await Store.GetInfoAsync(Cancellation)).CorpusHash;

        await Store.DeleteDocumentAsync("one", Cancellation);
        var fewer = (await Store.GetInfoAsync(Cancellation)).CorpusHash;
        await Store.ReplaceDocumentAsync(Entry("one", ["First."], metadata: new() { Title = "Other title" }), Cancellation);
        var again = (await Store.GetInfoAsync(Cancellation)).CorpusHash;
        await Store.ReplaceDocumentAsync(Entry("one", ["First."], contentHash: "hash-2"), Cancellation);
        var changed = (await Store.GetInfoAsync(Cancellation)).CorpusHash;

        // printf 'one\0hash-1\ntwo\0hash-1\n' | sha256sum
        hash.ShouldBe("8cb1aee4d1106d2fb4e4b274621a4b79c12c4abe1ac6c3705797ca973ef50cca");
        again.ShouldBe(hash);
        new[] { hash, fewer, changed }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task List_OfDocuments_IsOrderedByIdOrdinal()
    {
        // U+1F54A comes before U+FF21 in UTF-16 and after it in UTF-8.
        string[] ids = ["b", "a/b", "B", "a", "é", "\uFF21", "🕊"];
        foreach (var id in ids)
            await Store.ReplaceDocumentAsync(Entry(id, ["Text."]), Cancellation);

        var listed = await Store.ListDocumentsAsync(Cancellation);

        listed.Select(document => document.Id).ShouldBe(ids.Order(StringComparer.Ordinal));
        (await Store.ReadAllPassagesAsync(Cancellation).Select(stored => stored.Passage.DocumentId).ToListAsync(Cancellation))
            .ShouldBe(ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReadAll_OfPassages_FollowsDocumentsAndReadingOrder()
    {
        await Store.ReplaceDocumentAsync(Entry("two", ["A.", "B.", "C."]), Cancellation);
        var shuffled = Entry("one", ["D.", "E.", "F."]);
        await Store.ReplaceDocumentAsync(shuffled with { Passages = [.. shuffled.Passages.Reverse()] }, Cancellation);

        var texts = await Store.ReadAllPassagesAsync(Cancellation).Select(stored => stored.Passage.Text).ToListAsync(Cancellation);

        texts.ShouldBe(["D.", "E.", "F.", "A.", "B.", "C."]);
    }

    [Fact]
    public async Task GetPassages_OfAnyIds_KeepsTheOrderAskedFor()
    {
        await Store.ReplaceDocumentAsync(Entry("one", ["A.", "B.", "C."], vectors: ordinal => [[ordinal, 1f]]), Cancellation);
        string[] ids = [PassageId("one", 2), PassageId("absent", 0), "", "'; --", "\uD800", PassageId("one", 0), PassageId("one", 2)];

        var cold = await Store.GetPassagesAsync(ids, Cancellation);
        await Store.FindByVectorAsync(new[] { 1f, 0 }, Model, PassageFilter.None, 1, Cancellation);
        var warm = await Store.GetPassagesAsync(ids, Cancellation);

        foreach (var passages in new[] { cold, warm })
        {
            passages.Select(stored => stored.Passage.Text).ShouldBe(["C.", "A.", "C."]);
            passages.Select(stored => stored.Vectors.Single()[0]).ShouldBe([2f, 0f, 2f]);
        }
    }

    [Fact]
    public async Task Replace_OfOddUnicode_GivesEveryFieldBackExactly()
    {
        string[] odd = ["\uD800", "a\0b", "\u0001", "\u202Eשלום العربية\u202C", "🕊\uDC00", "\"'\\\r\n\t", "é e\u0301", "", "\uFFFF\uFEFF"];
        foreach (var text in odd)
        {
            var id = "id" + text;
            var declared = new DeclaredEvent { Date = new(1990, 11), Act = TreatyAct.Sign, Note = text, Parties = [text], Start = 0, Length = 0 };
            var entry = Entry(
                id,
                [text + "x. y" + text, text],
                new()
                {
                    Title = text,
                    Publisher = text,
                    Author = text,
                    Published = new(2023, 11, 7),
                    PublishedNote = text,
                    Url = text,
                    Language = "en" + text,
                    Tier = SourceTier.Register,
                    Treaties = [text, "x" + text],
                    Sources = [new(text, text, text)],
                    Register = new() { Id = text, Names = [text], Events = [declared] },
                },
                vectors: _ => [[1f, 0f]],
                model: "model" + text,
                events: [Event(id, "t" + text, TreatyAct.Withdraw, "2023", 1, text, "p" + text) with { Attribution = text, DateWorking = text }],
                contentHash: text);
            entry = entry with
            {
                IndexVersion = text,
                Passages = [.. entry.Passages.Select(passage => passage with
                {
                    Passage = passage.Passage with { Locator = text, Headings = [text, "h" + text] },
                    Terms = [text, .. passage.Terms],
                })],
            };

            await Store.ReplaceDocumentAsync(entry, Cancellation);

            await ShouldHold(entry);
            var filter = new PassageFilter { DocumentIds = [id], TreatyIds = ["x" + text], Language = "en" + text };
            (await Store.FindByTermsAsync([text], filter, 5, Cancellation)).Count.ShouldBe(2);
            (await Store.FindByVectorAsync(new[] { 1f, 0f }, "model" + text, filter, 5, Cancellation)).Count.ShouldBe(2);
            (await Store.GetTermStatisticsAsync([text], Cancellation)).DocumentFrequencies[text].ShouldBe(2);
            (await Store.GetEventsAsync(new() { TreatyIds = ["t" + text], PartyIds = ["p" + text], DocumentId = id }, Cancellation)).Count.ShouldBe(1);
        }
        (await Store.ListDocumentsAsync(Cancellation)).Count.ShouldBe(odd.Length);
        foreach (var text in odd)
            (await Store.DeleteDocumentAsync("id" + text, Cancellation)).ShouldBeTrue();
        (await Store.GetInfoAsync(Cancellation)).PassageCount.ShouldBe(0);
    }
}
