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
