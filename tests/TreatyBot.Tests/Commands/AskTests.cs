using System.Text.Json;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Commands;

public sealed class AskTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Ask_OnAFreshStore_IngestsFirstAndAnswersInPlainText()
    {
        var run = await _bench.RunAsync("ask", "When was the Treaty of Lindau signed?");

        run.Code.ShouldBe(0);
        run.Error.ShouldContain("5 added");
        run.Output.ShouldContain("The Treaty of Lindau was signed on 12 May 1987 [1].");
        run.Output.ShouldContain("[1] Treaty of Lindau (LIN): fact sheet, Invented register");
        run.Output.ShouldContain("“The Treaty of Lindau was signed in Bregenz on 12 May 1987 by nine states.”");
        run.Output.ShouldNotContain('\e');

        (await _bench.RunAsync("ask", "When was the Treaty of Lindau signed?")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_Json_HasEveryKeyOfTheContract()
    {
        var answer = await AskJson("When did Poland give notice of withdrawal from the Treaty of Lindau?");

        answer.GetProperty("question").GetString().ShouldBe("When did Poland give notice of withdrawal from the Treaty of Lindau?");
        answer.GetProperty("outcome").GetString().ShouldBe("answered");
        answer.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("[1]");
        answer.GetProperty("shortAnswer").GetString().ShouldBe("9 May 2015");
        answer.GetProperty("abstention").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("answerer").GetString().ShouldBe("events");
        answer.GetProperty("elapsedMs").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        var note = answer.GetProperty("notes")[0];
        note.GetProperty("kind").GetString().ShouldBe("source_error");
        note.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        note.GetProperty("citations").EnumerateArray().Select(number => number.GetInt32()).ShouldBe([1, 2]);
        var citations = answer.GetProperty("citations").EnumerateArray().ToList();
        citations.Select(citation => citation.GetProperty("tier").GetString()).ShouldBe(["register", "press"]);
        citations.ForEach(ShouldBeACitation);
        citations[1].GetProperty("published").GetString().ShouldBe("2015-11-10");
        citations[1].GetProperty("url").GetString().ShouldBe("https://courier.example/poland-leaves");
    }

    [Theory]
    [InlineData("Hello", "not_a_question")]
    [InlineData("", "not_a_question")]
    [InlineData("When was the Treaty of Atlantis signed?", "not_in_corpus")]
    [InlineData("How many helicopters does the Treaty of Lindau allow?", "text_is_silent")]
    [InlineData("When did the Balloon Accord enter into force?", "false_premise")]
    [InlineData("Was Poland right to leave the Treaty of Lindau?", "opinion_asked")]
    public async Task Ask_JsonOfAnAbstention_IsDoneAndNamesTheReason(string question, string reason)
    {
        var answer = await AskJson(question);

        answer.GetProperty("outcome").GetString().ShouldBe("abstained");
        var abstention = answer.GetProperty("abstention");
        abstention.GetProperty("reason").GetString().ShouldBe(reason);
        abstention.GetProperty("message").GetString().ShouldBe(answer.GetProperty("text").GetString());
        foreach (var citation in abstention.GetProperty("nearest").EnumerateArray())
            ShouldBeACitation(citation);
        answer.GetProperty("citations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Ask_FromAFile_PrintsOneObjectALine()
    {
        var file = _bench.Write("questions.txt", "When was the Treaty of Lindau signed?\r\n\r\nHello\u2028there \"you\"\r\nIs the LIN in force?");

        var run = await _bench.RunAsync("ask", "--from", file);

        run.Code.ShouldBe(0);
        run.Lines.Length.ShouldBe(4);
        run.Lines.Select(line => JsonElement.Parse(line).GetProperty("question").GetString())
            .ShouldBe(["When was the Treaty of Lindau signed?", "", "Hello\u2028there \"you\"", "Is the LIN in force?"]);
        run.Output.ShouldNotContain('\u2028');
    }

    [Fact]
    public async Task Ask_FromStandardInput_ReadsItLineByLine()
    {
        var run = await _bench.RunAsync("Hello\nWhen was the LIN signed?\n", TestContext.Current.CancellationToken, "ask", "--from", "-");

        run.Lines.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_AsOfADay_AnswersForThatDay()
    {
        var run = await _bench.RunAsync("ask", "Is the Convention on Cave Warfare in force?", "--as-of", "1999-05-05");

        run.Output.ShouldStartWith("Yes.");
        run.Output.ShouldContain("As of 5 May 1999.");
    }

    [Theory]
    [InlineData("one question in quotes", "ask")]
    [InlineData("one question in quotes", "ask", "a", "--from", "x")]
    [InlineData("missing.txt: there is no such file", "ask", "--from", "missing.txt")]
    [InlineData("--as-of 5 May: give a day as YYYY-MM-DD", "ask", "a", "--as-of", "5 May")]
    [InlineData("xml", "ask", "a", "--format", "xml")]
    [InlineData("--help", "ask", "When", "was", "it", "signed?")]
    [InlineData("--help", "frobnicate")]
    [InlineData("no section “Stroe”", "ask", "a", "--Stroe:Path", "x")]
    [InlineData("--Store:Path needs a value", "ask", "a", "--Store:Path")]
    [InlineData("nowhere.json: there is no such file", "ask", "a", "--config", "nowhere.json")]
    [InlineData("--config needs a value", "ask", "a", "--config")]
    [InlineData("Candidates", "ask", "a", "--Retrieval:Candidates", "2")]
    [InlineData("Retrieval:K1", "ask", "a", "--Retrieval:K1", "much")]
    [InlineData("Provider", "ask", "a", "--Models:Embeddings:Provider", "Abacus")]
    public async Task Ask_WronglyUsed_SaysHowInASentenceAndExitsWithTwo(string expected, params string[] args)
    {
        var run = await _bench.RunAsync(args);

        run.Code.ShouldBe(2, run.Error);
        run.Error.ShouldContain(expected);
        run.Error.ShouldNotContain("   at ");
        run.Output.ShouldBeEmpty();
        File.Exists(_bench.StorePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_WithABrokenConfigurationFile_NamesFileAndLine()
    {
        var file = _bench.Write("settings.json", "{\n  \"Store\": {\n    \"Path\": \n}");

        var run = await _bench.RunAsync("ask", "a", "--config", file);

        run.Code.ShouldBe(2);
        run.Error.ShouldContain("settings.json");
        run.Error.ShouldContain("LineNumber");
    }

    [Fact]
    public async Task Ask_WhenTheCorpusIsGoneButTheStoreIsFilled_StillAnswers()
    {
        (await _bench.RunAsync("ingest")).Code.ShouldBe(0);
        Directory.Delete(_bench.CorpusPath, recursive: true);

        var run = await _bench.RunAsync("ask", "When was the Treaty of Lindau signed?");

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("12 May 1987");
    }

    [Fact]
    public async Task Ask_WithNeitherCorpusNorStore_NamesTheSetting()
    {
        using var empty = new Workbench(hasCorpus: false);

        var run = await empty.RunAsync("ask", "When was the Treaty of Lindau signed?");

        run.Code.ShouldBe(1);
        run.Error.ShouldContain("Corpus:Path");
    }

    [Fact]
    public async Task Ask_WhenTheStoreCannotBeWritten_SaysWhyAndExitsWithOne()
    {
        var run = await _bench.RunAsync("ask", "a question?", "--Store:Path", Path.Combine(_bench.Write("file", ""), "store.db"));

        run.Code.ShouldBe(1);
        run.Error.ShouldContain("Store:Path");
        run.Error.ShouldNotContain("   at ");
    }

    private async Task<JsonElement> AskJson(string question)
    {
        var run = await _bench.RunAsync("ask", question, "--format", "json");
        run.Code.ShouldBe(0, run.Error);
        return JsonElement.Parse(run.Lines.ShouldHaveSingleItem());
    }

    // The quote stands at its offsets in the file, because Markdown is stored as it is.
    private static void ShouldBeACitation(JsonElement citation)
    {
        citation.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["number", "documentId", "title", "publisher", "published", "url", "tier", "locator", "quote", "start", "length", "verified"], ignoreOrder: true);
        citation.GetProperty("verified").GetBoolean().ShouldBeTrue();
        InventedCorpus.Files[citation.GetProperty("documentId").GetString() + ".md"]
            .Substring(citation.GetProperty("start").GetInt32(), citation.GetProperty("length").GetInt32())
            .ShouldBe(citation.GetProperty("quote").GetString());
    }
}
