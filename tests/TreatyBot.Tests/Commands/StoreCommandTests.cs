using System.Text.RegularExpressions;
using TreatyBot.Commands;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

namespace TreatyBot.Tests.Commands;

/// <summary>The store's verbs, ingestion into Qdrant and the doctor, as an operator runs them.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-verbs-");
    private string? _endpoint;

    public StoreCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "corpus"));
        File.WriteAllText(Path.Combine(_folder.FullName, "corpus", "one.md"), "---\ntitle: A treaty\n---\n# Limits\n\nTanks are limited to one hundred. Bombers are not.\n");
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
    public async Task Provider_WithoutAnAddress_IsAConfigurationError()
    {
        var error = new StringWriter();

        var code = await CommandLine.RunAsync(["sources", "--Store:Provider", "Qdrant"], new StringWriter(), error, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        error.ToString().ShouldContain("Store:Endpoint must be Qdrant's http or https address");
    }

    private async Task<(int Code, string Output, string Error)> Run(string line, FakeQdrant server)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] settings =
        [
            "--Corpus:Path", Path.Combine(_folder.FullName, "corpus"),
            "--Models:Embeddings:Provider", "None",
            "--Store:Qdrant:RetryDelay", "00:00:00",
        ];
        var path = line.Contains("--Store:Path", StringComparison.Ordinal) ? Array.Empty<string>() : ["--Store:Path", Path.Combine(_folder.FullName, "store.db")];
        var code = await CommandLine.RunAsync(
            [.. line.Split(' '), .. settings, .. path, "--Store:Endpoint", _endpoint ??= server.Endpoint.ToString()], output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

}
