using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Tests.Runs;

public sealed class RunFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ReadAsync_WrittenRun_ComesBackWhole()
    {
        var run = await EvaluationRunnerTests.Run(Synthetic.Assistant(), new EvaluationRequest
        {
            Sets = [Synthetic.Set(30)],
            Configuration = new Dictionary<string, string> { ["Retrieval:Top"] = "20" },
            Models = new Dictionary<string, string> { ["embeddings"] = "use-lite" },
            Prompts = new Dictionary<string, string> { ["answer"] = "abc" },
        });
        var path = _folder.PathOf("sub/run.json");

        await RunFile.WriteAsync(run, path, TestContext.Current.CancellationToken);
        var read = await RunFile.ReadAsync(path, TestContext.Current.CancellationToken);

        read.ResultHash.ShouldBe(run.ResultHash);
        RunFile.HashResults(read.Entries).ShouldBe(run.ResultHash);
        read.Configuration["Retrieval:Top"].ShouldBe("20");
        read.Models["embeddings"].ShouldBe("use-lite");
        read.Prompts["answer"].ShouldBe("abc");
        read.Metrics.Overall.ShouldBe(run.Metrics.Overall);
        read.RiskCoverage.Points.ShouldBe(run.RiskCoverage.Points);
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{", "cannot be read as a run")]
    [InlineData("{\"version\":1}", "cannot be read as a run")]
    [InlineData("null", "version")]
    public async Task ReadAsync_NoRun_SaysSo(string text, string expected)
    {
        var path = _folder.Write("run.json", text);

        var error = await Should.ThrowAsync<RunFileException>(() => RunFile.ReadAsync(path, TestContext.Current.CancellationToken));
        error.Message.ShouldStartWith(path);
        error.Message.ShouldContain(expected);
    }

    public void Dispose() => _folder.Dispose();
}
