namespace TreatyBot.Tests.Commands;

public sealed class IngestTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Ingest_Twice_LeavesUnchangedDocumentsAlone()
    {
        (await _bench.RunAsync("ingest")).Output.ShouldContain("5 added");
        var again = await _bench.RunAsync("ingest");

        again.Code.ShouldBe(0);
        again.Output.ShouldContain("5 unchanged");
    }

    [Fact]
    public async Task Ingest_WithABadFile_NamesItGoesOnAndExitsWithOne()
    {
        _bench.Write("corpus/broken.pdf", "this is no PDF");
        _bench.Write("corpus/bad.md", "---\ntitle: x\npublished: someday\n---\nText.");

        var run = await _bench.RunAsync("ingest");

        run.Code.ShouldBe(1);
        run.Output.ShouldContain("failed: broken.pdf: ");
        run.Output.ShouldContain("failed: bad.md: ");
        (run.Output + run.Error).Split("broken.pdf").Length.ShouldBe(2, "it is said once");
        run.Output.ShouldContain("5 added, 2 failed");
        (await _bench.RunAsync("ask", "When was the Treaty of Lindau signed?")).Output.ShouldContain("12 May 1987");
    }

    [Fact]
    public async Task Ingest_AfterAFileIsGone_RemovesItsDocument()
    {
        await _bench.RunAsync("ingest");
        File.Delete(Path.Combine(_bench.CorpusPath, "poland-leaves.md"));

        var run = await _bench.RunAsync("ingest");

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("removed: poland-leaves.md");
        (await _bench.RunAsync("sources")).Output.ShouldNotContain("poland-leaves");
    }

    [Fact]
    public async Task Ingest_OfANamedFile_AddsThatOneAlone()
    {
        var run = await _bench.RunAsync("ingest", Path.Combine(_bench.CorpusPath, "register", "cave.md"));

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("1 added");
        (await _bench.RunAsync("sources")).Output.ShouldContain("1 documents");
    }

    [Fact]
    public async Task Ingest_OfAMissingPath_SaysSo()
    {
        var run = await _bench.RunAsync("ingest", _bench.At("nowhere"));

        run.Code.ShouldBe(1);
        (run.Error + run.Output).ShouldContain("nowhere");
    }

    [Fact]
    public async Task Ingest_TwoAtOnce_LeaveAWholeStore()
    {
        var runs = await Task.WhenAll(Task.Run(() => _bench.RunAsync("ingest")), Task.Run(() => _bench.RunAsync("ingest")));

        runs.ShouldContain(run => run.Code == 0);
        foreach (var refused in runs.Where(run => run.Code != 0))
            refused.Error.ShouldNotContain("   at ");
        (await _bench.RunAsync("sources")).Output.ShouldContain("5 documents");
    }

    [Fact]
    public async Task Ingest_WhenStopped_LeavesAStoreThatTheNextRunFinishes()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        var run = await _bench.RunAsync("", stopped.Token, "ingest");

        run.Code.ShouldBe(1);
        run.Error.ShouldContain("the next run goes on from there");
        (await _bench.RunAsync("ingest")).Code.ShouldBe(0);
        (await _bench.RunAsync("sources")).Output.ShouldContain("5 documents");
    }

    [Fact]
    public async Task Sources_OfAnEmptyStore_NamesTheNextStep()
    {
        var run = await _bench.RunAsync("sources");

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("treatybot ingest");
    }

    [Fact]
    public async Task Sources_OfAFilledStore_ListsEachDocumentWithItsParticulars()
    {
        await _bench.RunAsync("ingest");

        var lines = (await _bench.RunAsync("sources")).Lines;

        lines.Length.ShouldBe(6);
        lines[1].ShouldStartWith("poland-leaves: Poland leaves the Treaty of Lindau, The Invented Courier, 10 November 2015, press, ");
        lines[^1].ShouldContain("5 documents, ");
    }
}
