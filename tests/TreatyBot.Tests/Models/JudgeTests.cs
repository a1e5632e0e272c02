using TreatyBot.Evaluation.Runs;
using TreatyBot.Knowledge.Models;
using TreatyBot.Tests.Commands;

namespace TreatyBot.Tests.Models;

/// <summary>A chat model as the second judge of citations in <c>evaluate</c>.</summary>
public sealed class JudgeTests : IDisposable
{
    private const string Set = """
        {"id":"a","question":"When was the Treaty of Lindau signed?","answers":["12 May 1987"],"sources":["register/lindau"],"answerable":true,"tags":["date"]}
        """;

    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("yes", 1)]
    [InlineData("No, the quote is about somebody else.", 0)]
    public async Task Evaluate_WithAChatModel_ReportsItsVerdictBesideOurs(string verdict, double expected)
    {
        await using var server = await ModelServer.SayingAsync(request => IsJudging(request) ? verdict : "{}");

        var run = await RunAsync(server);

        run.Judge.ShouldBe("lexical-2 + ollama/llama3.1");
        run.Metrics.Overall["citation_precision_model"].Value.ShouldBe(expected);
        run.Metrics.Overall["citation_recall_model"].Value.ShouldBe(expected);
        run.Metrics.Overall["judge_failures"].Value.ShouldBe(0);
        run.Metrics.Overall["citation_precision"].Value.ShouldBe(1);
    }

    [Fact]
    public async Task Evaluate_WhenTheModelFails_CountsWhatItDidNotJudge()
    {
        await using var server = await ModelServer.StartAsync((context, request) => Wire.RefuseAsync(context, request, 500, "out of memory"));

        var run = await RunAsync(server);

        run.Metrics.Overall["judge_failures"].Value.ShouldBe(1);
        run.Metrics.Overall.ContainsKey("citation_precision_model").ShouldBeFalse();
        run.Metrics.Overall["correct"].Value.ShouldBe(1);
    }

    private static bool IsJudging(ModelRequest request) => request.Prompt.Contains("yes or no:", StringComparison.Ordinal);

    private async Task<EvaluationRun> RunAsync(ModelServer server)
    {
        var set = _bench.Write("set.jsonl", Set);
        string[] model = [.. Bench.Chat(ChatProvider.Ollama, server.Origin).Where(pair => pair.Value is not null).SelectMany(pair => (string[])[$"--{pair.Key}", pair.Value!])];

        var run = await _bench.RunAsync(["evaluate", set, "--out", _bench.At("out"), .. model]);

        run.Code.ShouldBe(0, run.Error + run.Output);
        return await RunFile.ReadAsync(Path.Combine(_bench.At("out"), "run.json"), TestContext.Current.CancellationToken);
    }
}
