using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;
using TreatyBot.Knowledge.Tests.Answering;
using TreatyBot.Knowledge.Tests.Storage;

namespace TreatyBot.Knowledge.Tests.Retrieval;

/// <summary>Questions against a SQLite store, by words alone.</summary>
public sealed class RetrieverTests(InventedAssistant assistant)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Build_OfAQuestion_WeighsItsTermsAndTellsNamesAndNumbers()
    {
        var query = await Build("When did Poland suspend the Treaty of Lindau in 2007?");

        query.AnswerType.ShouldBe(AnswerType.Date);
        query.Terms.Select(term => term.Term).ShouldBe(["poland", "suspend", "treati", "lindau", "2007"]);
        query.Names.ShouldBe(["poland", "treati", "lindau"]);
        query.Numbers.ShouldBe(["2007"]);
        query.Vector.IsEmpty.ShouldBeTrue();
        query.MaxLexical.ShouldBe(query.IdfMass * 1.9, 1e-9);
        query.Terms.Single(term => term.Term == "2007").Idf.ShouldBeGreaterThan(query.Terms.Single(term => term.Term == "treati").Idf);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t")]
    [InlineData("who was it")]
    [InlineData("\" OR * NEAR(a b) AND NOT col:x ^ -- ; DROP TABLE passages")]
    [InlineData("'\"`)(}{][*:^~-+|&!")]
    [InlineData("Когда Польша вышла?")]
    [InlineData("列支敦士登什么时候签署?")]
    [InlineData("🙂 \ud83d lone \udc00 surrogates \u0000 nul")]
    [InlineData("e\u0301a\u0308 \u202eesrever")]
    public async Task Retrieve_OfAnyText_NeitherFailsNorScoresBeyondItsBounds(string question)
    {
        var passages = await Retrieve(question);

        passages.ShouldAllBe(passage => passage.Hit.Score >= 0 && passage.Hit.Score <= 1.001);
    }

    [Fact]
    public async Task Build_OfAHundredKilobytes_ReadsItsBeginning()
    {
        var query = await Build(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"w{number} ")));

        query.Text.Length.ShouldBe(2_000);
        query.Terms.Count.ShouldBe(64);
    }

    [Fact]
    public async Task Retrieve_OfARareWord_FindsItsPassageFirst()
    {
        var passages = await Retrieve("Who is Greta Sommer?");

        passages[0].Hit.Passage.Text.ShouldContain("Greta Sommer");
        passages.Select(passage => passage.Hit.Rank).ShouldBe(Enumerable.Range(1, passages.Count));
        passages.Select(passage => passage.Hit.Score).ShouldBe(passages.Select(passage => passage.Hit.Score).OrderDescending());
    }

    [Fact]
    public async Task Retrieve_OfWordsThatNoPassageHas_FindsNothing() => (await Retrieve("xylophone zeppelins")).ShouldBeEmpty();

    [Fact]
    public async Task Retrieve_WithAFilter_StaysWithinIt()
    {
        var passages = await Retrieve("Treaty of Lindau", new PassageFilter { Tiers = [SourceTier.Press] });

        passages.ShouldNotBeEmpty();
        passages.ShouldAllBe(passage => passage.Hit.Passage.DocumentId == "poland-leaves");
    }

    [Fact]
    public async Task Expand_OfAForeignName_SpeaksAsTheCorpusDoes()
    {
        (await Expand("Когда Польша вышла из Линдауского договора?")).ShouldContain("Treaty of Lindau");
        (await Expand("Did the Polish leave LIN?")).ShouldBe("Did the Poland leave Treaty of Lindau?");
        (await Expand("LIN-Vertrag: wann?")).ShouldStartWith("Treaty of Lindau");
        (await Expand("What are gunboats?")).ShouldBe("What are gunboats?");
    }

    [Fact]
    public async Task FindName_OfATreatyWithoutASheet_IsNull()
    {
        await Get<DocumentDirectory>().RefreshAsync(Cancellation);
        var names = Get<CorpusNames>();

        (await names.FindAsync("atlantis", Cancellation)).ShouldBeNull();
        (await names.FindAsync("CAVE", Cancellation)).ShouldBe("Convention on Cave Warfare");
    }

    [Fact]
    public async Task Refresh_AfterAChange_ShowsTheNewDocuments()
    {
        var folder = Directory.CreateTempSubdirectory("treatybot-directory-");
        try
        {
            await using var store = new SqlitePassageStore(
                Options.Create(new StoreOptions { Path = Path.Combine(folder.FullName, "s.db") }), TimeProvider.System, NullLogger<SqlitePassageStore>.Instance);
            await store.OpenAsync(Cancellation);
            var directory = new DocumentDirectory(store);
            (await directory.GetTitleAsync("one", Cancellation)).ShouldBe("one");

            await store.ReplaceDocumentAsync(StoreSamples.Entry("one", ["Boats float."]), Cancellation);
            var before = directory.CorpusHash;
            (await directory.GetTitleAsync("one", Cancellation)).ShouldBe("Title of one");
            directory.CorpusHash.ShouldNotBe(before);

            await store.DeleteDocumentAsync("one", Cancellation);
            await directory.RefreshAsync(Cancellation);
            directory.Find("one").ShouldBeNull();
            directory.Documents.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private T Get<T>() where T : notnull => assistant.Services.GetRequiredService<T>();

    private Task<Query> Build(string question) => Get<QueryBuilder>().BuildAsync(question, question, Cancellation);

    private async Task<IReadOnlyList<RetrievedPassage>> Retrieve(string question, PassageFilter? filter = null) =>
        await Get<Retriever>().RetrieveAsync(await Build(question), filter ?? PassageFilter.None, Cancellation);

    private async Task<string> Expand(string question)
    {
        await Get<DocumentDirectory>().RefreshAsync(Cancellation);
        var (catalogue, framer) = Get<CatalogueProvider>().Get();
        return await Get<QueryExpansion>().ExpandAsync(framer.Frame(question, new(2020, 1, 15)), catalogue, Cancellation);
    }
}
