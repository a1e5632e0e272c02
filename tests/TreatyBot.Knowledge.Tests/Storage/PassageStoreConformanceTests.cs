using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;
using static TreatyBot.Knowledge.Tests.Storage.Rendering;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

/// <summary>What every store must do. A store's test class inherits this and says how to make one; xUnit makes an instance a test.</summary>
public abstract partial class PassageStoreConformanceTests : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected DateTimeOffset Now { get; } = new(2024, 2, 3, 4, 5, 6, TimeSpan.Zero);

    protected IPassageStore Store { get; private set; } = null!;

    /// <summary>A new object, not yet opened, upon the one place that belongs to this test.</summary>
    protected abstract IPassageStore Create();

    public virtual async ValueTask InitializeAsync()
    {
        Store = Create();
        await Store.OpenAsync(Cancellation);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Open_OfNothing_GivesAnEmptyStore()
    {
        var info = await Store.GetInfoAsync(Cancellation);

        (info.DocumentCount, info.PassageCount, info.VectorCount).ShouldBe((0, 0L, 0L));
        (await Store.ListDocumentsAsync(Cancellation)).ShouldBeEmpty();
        (await Store.GetDocumentAsync("absent", Cancellation)).ShouldBeNull();
        (await Store.FindByTermsAsync(["treati"], PassageFilter.None, 5, Cancellation)).ShouldBeEmpty();
        (await Store.FindByVectorAsync(new float[4], Model, PassageFilter.None, 5, Cancellation)).ShouldBeEmpty();
        (await Store.GetPassagesAsync([PassageId("absent", 0)], Cancellation)).ShouldBeEmpty();
        (await Store.GetTermStatisticsAsync(["treati"], Cancellation)).AverageLength.ShouldBe(0);
        (await Store.GetEventsAsync(new(), Cancellation)).ShouldBeEmpty();
        (await Store.ReadAllPassagesAsync(Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Replace_OfANewDocument_GivesEverythingBack()
    {
        var entry = FullEntry("register/one");

        await Store.ReplaceDocumentAsync(entry, Cancellation);

        await ShouldHold(entry);
        var info = await Store.GetInfoAsync(Cancellation);
        (info.DocumentCount, info.PassageCount, info.VectorCount).ShouldBe((1, 2L, 4L));
    }

    [Fact]
    public async Task Replace_OfAStoredDocument_LeavesNothingOfTheOldOne()
    {
        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);
        await Store.ReplaceDocumentAsync(Entry("two", ["Bombers remain."]), Cancellation);

        var changed = Entry("one", ["Submarines leave."], contentHash: "hash-2");
        await Store.ReplaceDocumentAsync(changed, Cancellation);

        await ShouldHold(changed);
        (await Store.GetInfoAsync(Cancellation)).PassageCount.ShouldBe(2);
        (await Store.GetInfoAsync(Cancellation)).VectorCount.ShouldBe(0);
        (await Store.FindByTermsAsync(["tank"], PassageFilter.None, 5, Cancellation)).ShouldBeEmpty();
        (await Store.FindByVectorAsync(new[] { 1f, 0, 0, 0 }, Model, PassageFilter.None, 5, Cancellation)).ShouldBeEmpty();
        (await Store.GetPassagesAsync([PassageId("one", 1)], Cancellation)).ShouldBeEmpty();
        (await Store.GetEventsAsync(new(), Cancellation)).ShouldBeEmpty();
        (await Store.GetTermStatisticsAsync(["tank"], Cancellation)).DocumentFrequencies["tank"].ShouldBe(0);
    }

    [Fact]
    public async Task Replace_Twice_ChangesNothing()
    {
        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);
        var once = await Fingerprint();

        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);

        (await Fingerprint()).ShouldBe(once);
    }

    [Fact]
    public async Task Replace_OfAnEntryThatContradictsItself_IsRefusedAndKeepsTheOldOne()
    {
        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);
        var before = await Fingerprint();
        var good = Entry("one", ["First.", "Second."]);
        var stray = good with { Passages = [.. good.Passages, Entry("two", ["Other."]).Passages[0]] };
        var twice = good with { Passages = [good.Passages[0], good.Passages[0]] };
        var uneven = Entry("one", ["First. Second."], vectors: _ => [[1f, 0], [1f]]);
        var nameless = good with { Passages = [good.Passages[0] with { Vectors = [[1f]] }] };

        foreach (var bad in new[] { stray, twice, uneven, nameless })
            (await Should.ThrowAsync<ArgumentException>(() => Store.ReplaceDocumentAsync(bad, Cancellation))).Message.ShouldContain("'one'");

        (await Fingerprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Replace_Cancelled_KeepsTheOldDocument()
    {
        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);
        var before = await Fingerprint();

        await Should.ThrowAsync<OperationCanceledException>(
            () => Store.ReplaceDocumentAsync(Entry("one", ["New."]), new CancellationToken(canceled: true)));

        (await Fingerprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Delete_OfADocument_LeavesTheOthers()
    {
        await Store.ReplaceDocumentAsync(Entry("two", ["Bombers remain."]), Cancellation);
        var before = await Fingerprint();
        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);

        (await Store.DeleteDocumentAsync("one", Cancellation)).ShouldBeTrue();

        (await Fingerprint()).ShouldBe(before);
        (await Store.GetEventsAsync(new(), Cancellation)).ShouldBeEmpty();
        (await Store.GetDocumentAsync("one", Cancellation)).ShouldBeNull();
        (await Store.DeleteDocumentAsync("one", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Reopen_AndIngestAgain_KeepsEverythingOnce()
    {
        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);
        await Store.ReplaceDocumentAsync(Entry("two", ["Bombers remain."]), Cancellation);
        var before = await Fingerprint();

        await Store.DisposeAsync();
        await InitializeAsync();
        (await Fingerprint()).ShouldBe(before);
        await ShouldHold(FullEntry("one"));
        await Store.ReplaceDocumentAsync(FullEntry("one"), Cancellation);
        await Store.ReplaceDocumentAsync(Entry("two", ["Bombers remain."]), Cancellation);

        (await Fingerprint()).ShouldBe(before);
    }

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

    private static DocumentEntry FullEntry(string id) => Entry(
        id,
        ["Tanks are limited. Aircraft are not.", "Parties may withdraw. Notice is 150 days."],
        new()
        {
            Title = "A treaty",
            Publisher = "Publisher",
            Author = "Author",
            Published = new(1990, 11),
            PublishedNote = "inferred",
            Url = "https://example.org/a",
            Language = "ru",
            Tier = SourceTier.Register,
            Treaties = ["cfe", "ost"],
            Sources = [new("Work", null, "https://example.org/w")],
            Register = new()
            {
                Id = "cfe",
                Names = ["Full name", "CFE"],
                Events = [new() { Date = new(1992), Act = TreatyAct.EnterIntoForce, Note = "It did.", Parties = ["all"], Sources = [1], IsDisputed = true, Start = 3, Length = 7 }],
            },
        },
        ordinal => [[1f, 0f, 0f, ordinal], [0f, 1f, 0f, 0.25f]],
        events:
        [
            Event(id, "cfe", TreatyAct.Sign, "1990-11-19", 0, "*"),
            Event(id, "cfe", TreatyAct.Suspend, null, 5, "ru", "us") with
            {
                DateWorking = "worked out", Modality = EventModality.Attributed, Attribution = "They", IsDisputed = true, IsDeclared = true,
            },
        ]);

    private async Task ShouldHold(DocumentEntry entry)
    {
        var id = entry.Document.Id;
        Render(await Store.GetDocumentAsync(id, Cancellation)).ShouldBe(Render(entry.Document));
        Render((await Store.ListDocumentsAsync(Cancellation)).Single(summary => summary.Id == id)).ShouldBe(Render(new DocumentSummary
        {
            Id = id,
            Path = entry.Document.Path,
            ContentHash = entry.Document.ContentHash,
            IndexVersion = entry.IndexVersion,
            EmbeddingModel = entry.EmbeddingModel,
            Metadata = entry.Document.Metadata,
            PassageCount = entry.Passages.Count,
            IngestedAt = Now,
        }));
        var stored = await Store.GetPassagesAsync([.. entry.Passages.Select(passage => passage.Passage.Id)], Cancellation);
        Render(stored).ShouldBe(Render(entry.Passages.Select(passage => new StoredPassage(passage.Passage, passage.Vectors))));
        Render(await Store.GetEventsAsync(new() { DocumentId = id }, Cancellation)).ShouldBe(Render(entry.Events));
    }

    private async Task<string> Fingerprint()
    {
        var info = await Store.GetInfoAsync(Cancellation);
        var statistics = await Store.GetTermStatisticsAsync(["tank", "bomber", "new"], Cancellation);
        var passages = await Store.ReadAllPassagesAsync(Cancellation).ToListAsync(Cancellation);
        return string.Join('\n',
        [
            $"{info.DocumentCount} {info.PassageCount} {info.VectorCount} {info.CorpusHash} {statistics.PassageCount} {statistics.AverageLength:R}",
            .. statistics.DocumentFrequencies.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"),
            .. passages.Select(Render),
        ]);
    }
}
