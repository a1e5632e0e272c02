namespace TreatyBot.Tests.Commands;

/// <summary>doctor, chat and evaluate.</summary>
public sealed class OtherVerbTests : IDisposable
{
    private const string Set = """
        {"id":"a","question":"When was the Treaty of Lindau signed?","answers":["12 May 1987"],"sources":["register/lindau"],"answerable":true,"tags":["date"]}
        {"id":"b","question":"When was the Treaty of Atlantis signed?","answers":[],"sources":[],"answerable":false,"reason":"not_in_corpus","tags":["none"]}
        """;

    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Doctor_BeforeTheFirstIngestion_NotesWhatIsLimitedAndIsWell()
    {
        var run = await _bench.RunAsync("doctor");

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("[ ok ] corpus: 5 documents");
        run.Output.ShouldContain("[note] store: ");
        run.Output.ShouldContain("[note] embedding model: none");
    }

    [Fact]
    public async Task Doctor_OfAFilledStore_FindsItWell()
    {
        await _bench.RunAsync("ingest");

        (await _bench.RunAsync("doctor")).Output.ShouldContain("[ ok ] store: ");
    }

    [Fact]
    public async Task Doctor_WithoutACorpus_FailsAndNamesTheMend()
    {
        using var empty = new Workbench(hasCorpus: false);

        var run = await empty.RunAsync("doctor");

        run.Code.ShouldBe(1);
        run.Output.ShouldContain("[FAIL] corpus: ");
        run.Output.ShouldContain("Corpus:Path");
    }

    [Fact]
    public async Task Doctor_OfAStoreThatIsNoDatabase_FailsAndLeavesItAlone()
    {
        _bench.Write("store.db", new string('x', 5_000));

        var run = await _bench.RunAsync("doctor");

        run.Code.ShouldBe(1);
        run.Output.ShouldContain("[FAIL] store: ");
        (await File.ReadAllTextAsync(_bench.StorePath, TestContext.Current.CancellationToken)).ShouldBe(new string('x', 5_000));
    }

    [Fact]
    public async Task Chat_Piped_AnswersRemembersAndForgets()
    {
        var run = await _bench.RunAsync(
            """
            When did Poland suspend the Treaty of Lindau?
            and Hungary?
            /sources
            forget
            sources

            /quit
            When was the Treaty of Lindau signed?
            """,
            TestContext.Current.CancellationToken, "chat");

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("> and Hungary?");
        run.Output.ShouldContain("Understood as: When did Hungary suspend the Treaty of Lindau?");
        run.Output.ShouldContain("Sources of my answer to “and Hungary?”:");
        run.Output.ShouldContain("I have forgotten what we said here.");
        run.Output.ShouldContain("There is no answer yet whose sources I could show.");
        run.Output.ShouldContain("I got an empty message.");
        run.Output.ShouldNotContain("12 May 1987");
        run.Output.ShouldNotContain('\e');
    }

    [Fact]
    public async Task Chat_OfHelpAndDocuments_TellsWhatItCanDo()
    {
        var run = await _bench.RunAsync("/help\ndocuments", TestContext.Current.CancellationToken, "chat");

        run.Output.ShouldContain("Follow-ups work");
        run.Output.ShouldContain("I answer from 5 documents:");
    }

    [Theory]
    [InlineData(0, "citation_precision>=0.98")]
    [InlineData(1, "correct<0.5")]
    [InlineData(2, "beauty>=0.5")]
    public async Task Evaluate_WithAGate_ExitsByWhetherItHolds(int code, string gate)
    {
        var set = _bench.Write("set.jsonl", Set);

        var run = await _bench.RunAsync("evaluate", set, "--out", _bench.At("out"), "--gate", gate);

        run.Code.ShouldBe(code, run.Error + run.Output);
        if (code == 2)
            run.Error.ShouldContain("citation_precision");
        else
            File.Exists(Path.Combine(_bench.At("out"), "run.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Evaluate_CompareOfARunWithItself_FindsNothingFlipped()
    {
        var set = _bench.Write("set.jsonl", Set);
        await _bench.RunAsync("evaluate", set, "--out", _bench.At("out"));
        var file = Path.Combine(_bench.At("out"), "run.json");

        var run = await _bench.RunAsync("evaluate", "--compare", file, file, "--out", _bench.At("comparison"));

        run.Code.ShouldBe(0, run.Error);
        File.Exists(Path.Combine(_bench.At("comparison"), "comparison.md")).ShouldBeTrue();
    }

    [Fact]
    public async Task Evaluate_CompareOfAMissingRun_SaysSo()
    {
        var run = await _bench.RunAsync("evaluate", "--compare", _bench.At("no.json"), _bench.At("nor.json"));

        run.Code.ShouldBe(2);
        run.Error.ShouldContain("no.json");
        run.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Name one Q&A set", "evaluate")]
    [InlineData("missing.jsonl", "evaluate", "missing.jsonl")]
    [InlineData("--as-of", "evaluate", "missing.jsonl", "--as-of", "yesterday")]
    public async Task Evaluate_WronglyUsed_ExitsWithTwo(string expected, params string[] args)
    {
        var run = await _bench.RunAsync(args);

        run.Code.ShouldBe(2, run.Error);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task Evaluate_WhenTheReportsCannotBeWritten_SaysSoAndExitsWithOne()
    {
        var set = _bench.Write("set.jsonl", Set);

        var run = await _bench.RunAsync("evaluate", set, "--out", Path.Combine(_bench.Write("file", ""), "out"));

        run.Code.ShouldBe(1);
        run.Error.ShouldNotContain("   at ");
    }
}
