using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Tests.Ingestion;

public sealed class IngestorTests : IDisposable
{
    private const string Sheet = "---\nid: lamp\nnames: [Lamp Treaty]\n---\n# Lamps\n\nThe sheet says little.\n";

    private readonly IngestorHarness _harness = new();

    [Fact]
    public async Task IngestAsync_NewCorpus_StoresDocumentsWithTermsVectorsAndEvents()
    {
        _harness.Corpus.Write("news.md", "# Headline\n\n## Moscow\n\nThe Lamp Treaty\nends. Nobody wept.\n");
        _harness.Corpus.Write("register/lamp.md", Sheet);

        var summary = await _harness.IngestAsync();

        summary.Results.Select(r => (r.Path, r.Outcome, r.PassageCount)).ShouldBe(
            [("news.md", IngestionOutcome.Added, 1), ("register/lamp.md", IngestionOutcome.Added, 1)]);
        summary.VectorsMade.ShouldBe(3);
        var entry = _harness.Store.Entries["news"];
        entry.EmbeddingModel.ShouldBe("fake-1");
        entry.Passages[0].Terms.ShouldBe(["headlin", "moscow", "lamp", "treati", "end", "nobodi", "wept"]);
        entry.Passages[0].Vectors.Count.ShouldBe(2);
        _harness.Model.Asked.ShouldContain("The Lamp Treaty ends.");
        entry.Events.ShouldHaveSingleItem().TreatyId.ShouldBe("lamp");
    }

    [Fact]
    public async Task IngestAsync_Again_ChangesNothing()
    {
        _harness.Corpus.Write("a.md", "# A\n\nText.");
        _harness.Corpus.Write("register/lamp.md", Sheet);
        await _harness.IngestAsync();

        var summary = await _harness.IngestAsync();

        summary.Results.ShouldAllBe(r => r.Outcome == IngestionOutcome.Unchanged && r.PassageCount == 1);
        _harness.Store.Writes.ShouldBe(2);
        _harness.Register.ShouldHaveSingleItem().Id.ShouldBe("lamp");
    }

    [Fact]
    public async Task IngestAsync_ChangedAndRemovedFiles_AreFollowed()
    {
        var a = _harness.Corpus.Write("a.md", "# A\n\nKept sentence here.\n\n## H\n\nOld.");
        var b = _harness.Corpus.Write("b.md", "# B\n\nText.");
        await _harness.IngestAsync();
        _harness.Corpus.Write("a.md", "# A\n\nKept sentence here.\n\n## H\n\nBrand new.");
        File.Delete(b);
        _harness.Model.Asked.Clear();

        var summary = await _harness.IngestAsync();

        summary.Results.Select(r => (r.Path, r.Outcome)).ShouldBe([("a.md", IngestionOutcome.Updated), ("b.md", IngestionOutcome.Removed)]);
        _harness.Store.Entries.Keys.ShouldBe(["a"]);
        _harness.Model.Asked.ShouldBe(["Brand new."]);
    }

    [Fact]
    public async Task IngestAsync_RegisterGainsAName_IndexesAgainAndKeepsVectors()
    {
        _harness.Corpus.Write("a.md", "# A\n\nThe Lamp Treaty ends.");
        await _harness.IngestAsync();
        _harness.Store.Entries["a"].Events.ShouldBeEmpty();
        _harness.Corpus.Write("register/lamp.md", Sheet);
        _harness.Model.Asked.Clear();

        var summary = await _harness.IngestAsync();

        _harness.Store.Entries["a"].Events.ShouldHaveSingleItem();
        _harness.Store.Entries["a"].Passages[0].Vectors.Count.ShouldBe(1);
        _harness.Model.Asked.ShouldBe(["The sheet says little."]);
        summary.Notes.ShouldBe(["The rules of splitting or the register changed: 1 document indexed again."]);
    }

    [Fact]
    public async Task IngestAsync_ModelChanged_EmbedsAgainAndSaysSo()
    {
        _harness.Corpus.Write("a.md", "# A\n\n## H\n\nOne. Two.");
        await _harness.IngestAsync();
        _harness.Model.Profile = new EmbeddingProfile("fake-2", 2, PerSentence: false, 0.7);
        _harness.Model.Asked.Clear();

        var summary = await _harness.IngestAsync();

        _harness.Model.Asked.ShouldBe(["H One. Two."]);
        _harness.Store.Entries["a"].EmbeddingModel.ShouldBe("fake-2");
        summary.Notes.ShouldBe(["The embedding model changed from fake-1 to fake-2: 1 document embedded again."]);
    }

    [Fact]
    public async Task IngestAsync_ModelFails_StoresWordsAndNextRunAddsVectors()
    {
        _harness.Corpus.Write("a.md", "# A\n\nOne.");
        _harness.Model.Failure = new HttpRequestException("no route");

        var failed = await _harness.IngestAsync();

        failed.HasFailures.ShouldBeFalse();
        failed.Notes.ShouldHaveSingleItem().ShouldContain("no route");
        _harness.Store.Entries["a"].EmbeddingModel.ShouldBeNull();
        _harness.Model.Failure = null;
        await _harness.IngestAsync();
        _harness.Store.Entries["a"].Passages[0].Vectors.Count.ShouldBe(1);
    }

    [Fact]
    public async Task IngestAsync_NoModel_StoresWordsAndKeepsOldVectors()
    {
        _harness.Corpus.Write("a.md", "# A\n\nOne.");
        await _harness.IngestAsync();
        _harness.Model.Profile = null;
        _harness.Corpus.Write("b.md", "# B\n\nTwo.");

        await _harness.IngestAsync();

        _harness.Store.Entries["a"].EmbeddingModel.ShouldBe("fake-1");
        _harness.Store.Entries["b"].EmbeddingModel.ShouldBeNull();
    }

    [Fact]
    public async Task IngestAsync_BadFile_IsReportedAndTheRunGoesOn()
    {
        _harness.Corpus.Write("a.md", "---\ntier: gossip\n---\nText.");
        _harness.Corpus.Write("b.md", "# B\n\nText.");
        _harness.Corpus.Write("c.xyz", "no");

        var summary = await _harness.IngestAsync();

        summary.Results.Select(r => (r.Path, r.Outcome)).ShouldBe(
            [("a.md", IngestionOutcome.Failed), ("b.md", IngestionOutcome.Added), ("c.xyz", IngestionOutcome.Skipped)]);
        summary.Results[0].Reason!.ShouldStartWith("line 2: tier \"gossip\" is unknown");
        summary.HasFailures.ShouldBeTrue();
    }

    [Fact]
    public async Task IngestAsync_FileTurnsBad_KeepsWhatTheStoreHolds()
    {
        _harness.Corpus.Write("a.md", "# A\n\nText.");
        await _harness.IngestAsync();
        _harness.Corpus.Write("a.md", [0, 1, 2]);

        (await _harness.IngestAsync()).Results.ShouldHaveSingleItem().Outcome.ShouldBe(IngestionOutcome.Failed);

        _harness.Store.Entries.Keys.ShouldBe(["a"]);
    }

    [Fact]
    public async Task IngestAsync_SomePaths_LeavesTheRestAlone()
    {
        using var elsewhere = new TempCorpus();
        var outside = elsewhere.Write("memo.txt", "A memo that says something about lamps.");
        var a = _harness.Corpus.Write("sub/a.md", "# A\n\nText.");
        var gone = _harness.Corpus.Write("gone.md", "# G\n\nText.");
        await _harness.IngestAsync();
        File.Delete(gone);
        File.AppendAllText(a, " More.");

        var summary = await _harness.IngestAsync(Path.Combine(_harness.Corpus.Root, "sub"), outside, "no/such.md");

        summary.Results.Select(r => (r.DocumentId, r.Outcome)).ShouldBe(
            [("memo", IngestionOutcome.Added), (null, IngestionOutcome.Failed), ("sub/a", IngestionOutcome.Updated)], ignoreOrder: true);
        _harness.Store.Entries.Keys.ShouldBe(["gone", "memo", "sub/a"]);
        // The whole corpus drops what is gone and keeps a document from elsewhere whose file is still there.
        await _harness.IngestAsync();
        _harness.Store.Entries.Keys.ShouldBe(["memo", "sub/a"]);
    }

    [Fact]
    public async Task IngestAsync_FileFromElsewhereWithATakenId_IsRefused()
    {
        using var elsewhere = new TempCorpus();
        var outside = elsewhere.Write("a.txt", "Another text.");
        _harness.Corpus.Write("a.md", "# A\n\nText.");
        await _harness.IngestAsync();

        var summary = await _harness.IngestAsync(outside);

        summary.Results.ShouldHaveSingleItem().Reason.ShouldBe("its document id a belongs to a.md; rename one of the two files");
    }

    [Fact]
    public async Task IngestAsync_StemBecomesAmbiguous_RenamesTheDocument()
    {
        _harness.Corpus.Write("a.md", "# A\n\nText.");
        await _harness.IngestAsync();
        _harness.Corpus.Write("a.txt", "Other text.");

        await _harness.IngestAsync();

        _harness.Store.Entries.Keys.ShouldBe(["a.md", "a.txt"]);
    }

    [Fact]
    public async Task IngestAsync_Cancelled_LeavesFinishedDocumentsAndTheNextRunFinishes()
    {
        for (var i = 0; i < 30; i++)
            _harness.Corpus.Write($"{i:00}.md", $"# T{i}\n\nText {i}.");
        using var cancellation = new CancellationTokenSource();
        _harness.Store.OnWrite = _ =>
        {
            if (_harness.Store.Entries.Count == 4)
                cancellation.Cancel();
        };

        await Should.ThrowAsync<OperationCanceledException>(() => _harness.IngestAsync(null, cancellation.Token));

        _harness.Store.Entries.Count.ShouldBe(5);
        _harness.Store.OnWrite = null;
        var summary = await _harness.IngestAsync();
        summary.Count(IngestionOutcome.Unchanged).ShouldBe(5);
        summary.Count(IngestionOutcome.Added).ShouldBe(25);
    }

    [Fact]
    public async Task IngestAsync_StoreFails_StopsWithItsMessage()
    {
        for (var i = 0; i < 30; i++)
            _harness.Corpus.Write($"{i:00}.md", $"# T{i}\n\nText {i}.");
        _harness.Store.OnWrite = _ => throw new StoreException("The disk is full.");

        (await Should.ThrowAsync<StoreException>(() => _harness.IngestAsync())).Message.ShouldBe("The disk is full.");
    }

    [Fact]
    public async Task IngestAsync_WhileAnotherRuns_IsRefused()
    {
        _harness.Corpus.Write("a.md", "# A\n\nText.");
        using (_harness.Lock.Acquire())
        {
            var error = await Should.ThrowAsync<IngestionException>(() => _harness.IngestAsync());
            error.Message.ShouldStartWith("Another ingestion into ");
        }
        (await _harness.IngestAsync()).Count(IngestionOutcome.Added).ShouldBe(1);
    }

    [Fact]
    public void Acquire_StorePathThatCannotBe_NamesTheSetting()
    {
        var file = _harness.Corpus.Write("file", "x");
        var ingestionLock = new FileIngestionLock(Microsoft.Extensions.Options.Options.Create(new StoreOptions { Path = Path.Combine(file, "sub", "t.db") }));

        Should.Throw<IngestionException>(ingestionLock.Acquire).Message.ShouldEndWith("set Store:Path to a writable place.");
    }

    [Fact]
    public async Task IngestAsync_TwoSheetsOfOneTreaty_AreNoted()
    {
        _harness.Corpus.Write("register/lamp.md", Sheet);
        _harness.Corpus.Write("register/lamp-old.md", Sheet);

        (await _harness.IngestAsync()).Notes.ShouldBe(
            ["The treaty lamp is declared by register/lamp and register/lamp-old; keep one register sheet of it."]);
    }

    [Fact]
    public async Task IngestAsync_Progress_CountsEveryFile()
    {
        for (var i = 0; i < 7; i++)
            _harness.Corpus.Write($"{i}.md", $"# T{i}\n\nOne. Two. Three. Four.");
        var reports = new List<IngestionProgress>();

        await _harness.IngestAsync(new SynchronousProgress(reports.Add), TestContext.Current.CancellationToken);

        reports.Select(report => (report.Done, report.Total)).ShouldBe(Enumerable.Range(1, 7).Select(i => (i, 7)));
        _harness.Model.Batches.Max().ShouldBe(3);
    }

    private sealed class SynchronousProgress(Action<IngestionProgress> report) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value) => report(value);
    }

    public void Dispose() => _harness.Dispose();
}
