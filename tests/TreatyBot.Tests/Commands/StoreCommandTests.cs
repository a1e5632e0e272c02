using System.Text.RegularExpressions;
using TreatyBot.Commands;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Commands;

/// <summary>The store's verbs, ingestion into Qdrant and the doctor, as an operator runs them.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-verbs-");
    private readonly Dictionary<FakeQdrant, string> _endpoints = [];
    private string _corpus;
    private string _model = "None";

    public StoreCommandTests()
    {
        _corpus = Directory.CreateDirectory(Path.Combine(_folder.FullName, "corpus")).FullName;
        File.WriteAllText(Path.Combine(_corpus, "one.md"), "---\ntitle: A treaty\n---\n# Limits\n\nTanks are limited to one hundred. Bombers are not.\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Copy_ToQdrantAndBack_PrintsOneChecksum()
    {
        await using var server = await FakeQdrant.StartAsync();

        (await Run("ingest", server)).Code.ShouldBe(0);
        var there = await Run("store copy --to qdrant", server);
        var back = await Run($"store copy --from qdrant --to sqlite --Store:Path {_folder.FullName}/back.db", server);
        var snapshot = await Run($"store snapshot --output {_folder.FullName}/kept.db", server);
        var same = await Run("store copy --to sqlite", server);

        (there.Code, back.Code, snapshot.Code, same.Code).ShouldBe((0, 0, 0, 2));
        there.Output.ShouldStartWith("sqlite to qdrant: 1 of 1 documents copied, 0 removed;");
        var sums = new[] { there, back, snapshot }.Select(run => Regex.Match(run.Output, "checksum ([0-9a-f]{64})").Groups[1].Value).ToList();
        sums[0].ShouldNotBeEmpty();
        sums.Distinct().Count().ShouldBe(1);
        same.Error.ShouldContain("that is where the corpus is");
        server.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Copy_OfTheSeedsThereAndBack_KeepsEveryVector()
    {
        await using var server = await FakeQdrant.StartAsync(() => FakeQdrant.With(validates: false));
        (_corpus, _model) = (Path.Combine(TestCorpus.Repository, "seeds"), "Local");

        (await Run("ingest", server)).Code.ShouldBe(0);
        var there = await Run("store copy --to qdrant", server);
        var back = await Run($"store copy --from qdrant --to sqlite --Store:Path {_folder.FullName}/back.db", server);

        TestContext.Current.TestOutputHelper?.WriteLine(there.Output + back.Output);
        (there.Code, back.Code).ShouldBe((0, 0), there.Error + back.Error);
        string[] told = [.. new[] { there, back }.Select(run => run.Output[(run.Output.IndexOf(':', StringComparison.Ordinal) + 1)..])];
        told[0].ShouldMatch("^ ([0-9]+) of \\1 documents copied, 0 removed; [0-9]+ passages, [0-9]+ vectors. Both hold the same: checksum [0-9a-f]{64}\\.");
        told[1].ShouldBe(told[0]);
    }

    [Fact]
    public async Task Ingest_OfAChangedRule_BuildsBesideAndPrunesWhenTold()
    {
        await using var server = await FakeQdrant.StartAsync();

        var first = await Run("ingest --Store:Provider Qdrant", server);
        var unchanged = await Run("ingest --Store:Provider Qdrant", server);
        var again = await Run("ingest --Store:Provider Qdrant --Corpus:Splitter:LongestPassage 700", server);
        var kept = server.Collections;
        var pruned = await Run("ingest --prune --Store:Provider Qdrant --Corpus:Splitter:LongestPassage 700", server);
        var snapshot = await Run("store snapshot --Store:Provider Qdrant", server);

        (first.Code, unchanged.Code, again.Code, pruned.Code, snapshot.Code).ShouldBe((0, 0, 0, 0, 0));
        first.Output.ShouldContain("1 added");
        unchanged.Output.ShouldContain("1 unchanged");
        again.Output.ShouldContain("Everything was built anew and put in place at once");
        kept.ShouldBe(["treatybot-1", "treatybot-2"]);
        pruned.Output.ShouldContain("pruned: treatybot-1");
        server.Collections.ShouldBe(["treatybot-2"]);
        snapshot.Output.ShouldContain("treatybot-2-1.snapshot of treatybot-2");
        server.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("store snapshot", 2, "store snapshot: give --output FILE.")]
    [InlineData("store snapshot --output FOLDER/corpus/one.md", 2, "the file is there already; give another name.")]
    [InlineData("store snapshot --output FOLDER/corpus", 2, "that is a folder; name a file in it, such as ")]
    [InlineData("store snapshot --output FOLDER/corpus/one.md/kept.db", 2, "cannot be written (")]
    [InlineData("store snapshot --output FOLDER/kept.db --Store:Path FOLDER/absent.db", 2, "there is no store at 'FOLDER/absent.db' (setting Store:Path).")]
    [InlineData("store snapshot --output FOLDER/kept.db --Store:Provider Qdrant", 2, "Qdrant keeps its snapshots on the server; leave --output out.")]
    public async Task Snapshot_ThatCannotBe_SaysWhyAndLeavesNothing(string line, int code, string expected)
    {
        await using var server = await FakeQdrant.StartAsync();
        await Run("ingest", server);
        var before = Files();

        var run = await Run(line.Replace("FOLDER", _folder.FullName, StringComparison.Ordinal), server);

        run.Code.ShouldBe(code);
        run.Error.ShouldContain(expected.Replace("FOLDER", _folder.FullName, StringComparison.Ordinal));
        Files().ShouldBe(before);

        List<string> Files() => [.. _folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.FullName).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData(403, "Snapshots are not allowed", "does not let this key (setting Store:ApiKey) do that")]
    [InlineData(500, "No space left on device", "has no room left: No space left on device.")]
    [InlineData(507, "quota", "has no room left: quota.")]
    public async Task Snapshot_ThatTheServerRefuses_SaysWhy(int status, string said, string expected)
    {
        await using var server = await FakeQdrant.StartAsync();
        await Run("ingest --Store:Provider Qdrant", server);
        server.Fault = (_, path) => path.EndsWith("/snapshots", StringComparison.Ordinal) ? FakeFault.Error(status, said) : null;

        var run = await Run("store snapshot --Store:Provider Qdrant", server);

        (run.Code, run.Output).ShouldBe((1, ""));
        run.Error.ShouldContain(expected);
        server.Requests.Count(request => request.EndsWith("/snapshots", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Ingest_WhenTheServerRestartsAnywhereOnTheWay_LosesAndDoublesNothing(int requestsLost)
    {
        for (var i = 0; i < 5; i++)
            File.WriteAllText(Path.Combine(_folder.FullName, "corpus", $"more{i}.md"), $"# Article {i}\n\nTanks of kind {i} are limited.\n\nBombers of kind {i} are not.\n");
        (await Run("ingest", null)).Code.ShouldBe(0);
        int requests;
        await using (var quiet = await FakeQdrant.StartAsync())
        {
            await Run("ingest --Store:Provider Qdrant", quiet);
            requests = quiet.Requests.Count;
        }
        for (var at = 7; at < requests; at += 9)
        {
            await using var server = await FakeQdrant.StartAsync();
            var seen = 0;
            // Away for a while from here on, half the time after the work was done and before the answer left.
            server.Fault = (_, _) => Interlocked.Increment(ref seen) is var now && now > at && now <= at + requestsLost
                ? new FakeFault(0, "", Cuts: true, AfterWork: now % 2 == 0)
                : null;

            var cut = await Run("ingest --Store:Provider Qdrant", server);
            server.Fault = null;
            var next = await Run("ingest --Store:Provider Qdrant", server);
            var copy = await Run("store copy --to qdrant", server);
            await Run("ingest --prune --Store:Provider Qdrant", server);

            cut.Code.ShouldBe(requestsLost == 1 ? 0 : 1, cut.Error);
            if (cut.Code == 1)
                cut.Error.ShouldContain("(setting Store:Endpoint) cannot be reached");
            next.Code.ShouldBe(0, next.Error);
            // Nothing to copy, and the same checksum, is what the corpus ingested in peace has.
            copy.Output.ShouldStartWith("sqlite to qdrant: 0 of 6 documents copied, 0 removed;");
            server.Complaints.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Doctor_OfAnOpenServer_SaysSoAndOfADeadOneNamesTheSetting()
    {
        await using var server = await FakeQdrant.StartAsync();
        await Run("ingest --Store:Provider Qdrant", server);

        var open = await Run("doctor --Store:Provider Qdrant", server);
        await server.DisposeAsync();
        var dead = await Run("doctor --Store:Provider Qdrant", server);

        open.Output.ShouldContain("[note] qdrant: version 1.19.0, ready, collection green, the key may read and write; it answers without a key");
        dead.Code.ShouldBe(1);
        dead.Output.ShouldContain("[FAIL] qdrant: Qdrant at");
        dead.Output.ShouldContain("(setting Store:Endpoint) cannot be reached");
    }

    [Fact]
    public async Task Doctor_OfAnOlderServer_SaysWhatItCannot()
    {
        await using var server = await FakeQdrant.StartAsync(() => FakeQdrant.With(version: "1.15.3"));
        await Run("ingest --Store:Provider Qdrant", server);

        var run = await Run("doctor --Store:Provider Qdrant", server);

        run.Output.ShouldContain("version 1.15.3 gives a collection room for the vectors of one embedding model, when it is made");
        server.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Provider_WithoutAnAddress_IsAConfigurationError()
    {
        var error = new StringWriter();

        var code = await CommandLine.RunAsync(["sources", "--Store:Provider", "Qdrant"], new StringWriter(), error, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        error.ToString().ShouldContain("Store:Endpoint must be Qdrant's http or https address");
    }

    private async Task<(int Code, string Output, string Error)> Run(string line, FakeQdrant? server)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] settings =
        [
            "--Corpus:Path", _corpus,
            "--Models:Embeddings:Provider", _model,
            "--Store:Qdrant:RetryDelay", "00:00:00",
        ];
        var path = line.Contains("--Store:Path", StringComparison.Ordinal) ? Array.Empty<string>() : ["--Store:Path", Path.Combine(_folder.FullName, "store.db")];
        var code = await CommandLine.RunAsync(
            [.. line.Split(' '), .. settings, .. path, "--Store:Endpoint", server is null ? "http://127.0.0.1:1" : Endpoint(server)], output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    // A server that has gone does not tell its address any more.
    private string Endpoint(FakeQdrant server)
    {
        if (!_endpoints.TryGetValue(server, out var endpoint))
            _endpoints[server] = endpoint = server.Endpoint.ToString();
        return endpoint;
    }
}
