using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Configuration;
using TreatyBot.Hosting;
using TreatyBot.Knowledge.Models;
using TreatyBot.Telemetry;
using TreatyBot.Tests.Hosting;
using TreatyBot.Tests.Models;

namespace TreatyBot.Tests.Telemetry;

[Collection(TelemetryTestGroup.Name)]
public sealed class TelemetryTests
{
    private const string Question = "When was the INF Treaty signed?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turn_OfAQuestion_LeavesASpanForEachStepAndNoText()
    {
        await using var host = await TestHost.StartAsync();
        using var listener = new SpanListener();

        await host.SayAsync(Question);
        await host.IdleAsync();

        var turn = listener.Spans.Single(span => span.OperationName == "turn");
        string[] steps = ["ask", "condense", "frame", "query", "retrieve", "rank", "answer", "check", "channel send"];
        listener.Spans.Where(span => span.TraceId == turn.TraceId).Select(span => span.OperationName).Distinct().ShouldBe([.. steps, "turn"], ignoreOrder: true);
        turn.ParentSpanId.ToHexString().ShouldBe("0000000000000000");
        turn.GetTagItem("channel").ShouldBe("msteams");
        ((string?)turn.GetTagItem("turn.id")).ShouldNotBeNullOrEmpty();
        listener.Spans.Single(span => span.OperationName == "ask").GetTagItem("outcome").ShouldBe("answered");
        var all = string.Join('\n', listener.Spans.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Key}={tag.Value}"));
        all.ShouldNotContain("When was");
        all.ShouldNotContain("1987");
        all.ShouldNotContain("29:user");
    }

    [Fact]
    public async Task Turn_WhoseReplyCannotBeSent_IsAFailedSpan()
    {
        await using var host = await TestHost.StartAsync();
        using var listener = new SpanListener();
        host.Connector.ScriptError(403, "Forbidden", "no");

        await host.SayAsync("help");
        await host.IdleAsync();

        listener.Spans.Single(span => span.OperationName == "channel send").Status.ShouldBe(ActivityStatusCode.Error);
        listener.Spans.Single(span => span.OperationName == "turn").Status.ShouldBe(ActivityStatusCode.Error);
    }

    [Fact]
    public async Task Figures_OfAnswersAndAbstentions_AreTakenByOutcomeAndReason()
    {
        await using var host = await TestHost.StartAsync();
        using var figures = new FigureListener();

        await host.SayAsync("When was the INF Treaty signed?");
        await host.SayAsync("Who won the football match in Zanzibar?");
        await host.IdleAsync();

        figures.Of("treatybot.answers").Select(figure => (figure.Tags["outcome"], figure.Tags.GetValueOrDefault("reason")))
            .ShouldBe([("answered", null), ("abstained", "not_in_corpus")]);
        figures.Of("treatybot.answer.duration").ShouldAllBe(figure => figure.Value > 0);
        figures.Of("treatybot.turn.duration").Count.ShouldBe(2);
        figures.Of("treatybot.channel.send.duration").Count.ShouldBeGreaterThanOrEqualTo(2);
        figures.Of("treatybot.queue.depth").Sum(figure => figure.Value).ShouldBe(0);
        figures.Of("treatybot.queue.depth").Max(figure => figure.Value).ShouldBe(1);
    }

    [Fact]
    public async Task Figures_OfAClaimThatItsQuoteDoesNotCarry_CountItAsDropped()
    {
        await using var server = await ModelServer.SayingAsync(_ =>
            $$"""{"answerable":true,"shortAnswer":null,"claims":[{"text":"{{Bench.Statement}}","passage":1,"quote":"{{Bench.Quote}}"},{"text":"It paid 500 million.","passage":1,"quote":"made up"}]}""");
        await using var bench = await Bench.CreateAsync(Bench.Chat(ChatProvider.Ollama, server.Origin));
        using var figures = new FigureListener();

        await bench.Assistant.AskAsync(new(Bench.Question), Token);

        figures.Of("treatybot.claims.dropped").Sum(figure => figure.Value).ShouldBeGreaterThanOrEqualTo(1);
        figures.Of("gen_ai.client.token.usage").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Costs_OfCalls_FollowThePricesOfTheModel()
    {
        await using var server = await ModelServer.SayingAsync(_ => "{}");
        await using var bench = await Bench.CreateAsync(Bench.Chat(ChatProvider.Ollama, server.Origin));
        using var costs = new ModelCosts(Microsoft.Extensions.Options.Options.Create(new TelemetryOptions
        {
            Prices = [new() { Model = "LLAMA3.1", InputPerMillionTokens = 1_000_000, OutputPerMillionTokens = 10_000_000 }, new() { Model = "other", InputPerMillionTokens = 5 }],
        }));
        costs.Start();
        using var figures = new FigureListener();

        await bench.Get<ModelProbe>().TryChatAsync(Token);

        // The server counts 3 tokens in and 2 out.
        figures.Of("treatybot.model.cost").Sum(figure => figure.Value).ShouldBe(23);
        figures.Of("treatybot.model.cost").ShouldAllBe(figure => (string?)figure.Tags["model"] == "llama3.1");
    }

    [Fact]
    public async Task Collector_OnLoopback_ReceivesTracesAndMetricsWithoutText()
    {
        var received = new ConcurrentQueue<(string Path, string? Key, string? Type, string Body)>();
        await using var collector = await LoopbackServer.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, context.Request.Headers["x-key"], context.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        var host = await TestHost.StartAsync(new()
        {
            ["Telemetry:Endpoint"] = collector.Origin,
            ["Telemetry:Headers"] = "x-key=of-a-test",
            ["Telemetry:MetricInterval"] = "00:30:00",
            ["Telemetry:Instance"] = "host-of-a-test",
        });
        await host.SayAsync(Question);
        await host.IdleAsync();
        // What was gathered leaves when the host ends.
        await host.DisposeAsync();

        received.ShouldAllBe(request => request.Key == "of-a-test" && request.Type == "application/x-protobuf");
        var traces = string.Concat(received.Where(request => request.Path == "/v1/traces").Select(request => request.Body));
        var metrics = string.Concat(received.Where(request => request.Path == "/v1/metrics").Select(request => request.Body));
        foreach (var part in new[] { "treatybot", "host-of-a-test", "retrieve", "channel send" })
            traces.ShouldContain(part);
        foreach (var part in new[] { "treatybot.answers", "treatybot.turn.duration", "treatybot.queue.depth", "treatybot.answer.duration" })
            metrics.ShouldContain(part);
        (traces + metrics).ShouldNotContain("When was");
        (traces + metrics).ShouldNotContain("29:user");
    }

    [Fact]
    public async Task Collector_ThatIsAway_CostsNoAnswer()
    {
        await using var host = await TestHost.StartAsync(new() { ["Telemetry:Endpoint"] = "http://127.0.0.1:9" });

        ((string?)(await host.SayAsync("When was the INF Treaty signed?"))["text"]).ShouldNotBeNull().ShouldContain("8 December 1987");
    }

    [Fact]
    public async Task WithoutAnEndpoint_NothingListens()
    {
        await using var host = await TestHost.StartAsync();

        host.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)).ShouldBeNull();
        host.Services.GetService(typeof(OpenTelemetry.Metrics.MeterProvider)).ShouldBeNull();
        using var source = new ActivitySource("TreatyBot.Knowledge");
        source.HasListeners().ShouldBeFalse();
    }

    [Theory]
    [InlineData("Endpoint", "collector:4318")]
    [InlineData("Endpoint", "ftp://127.0.0.1")]
    [InlineData("SampleRatio", "2")]
    [InlineData("SampleRatio", "all")]
    [InlineData("Headers", "x-key of-a-test")]
    [InlineData("MetricInterval", "00:00:00")]
    [InlineData("Prices:0:Model", "")]
    [InlineData("LogFormat", "Xml")]
    public void Setting_OutOfItsRange_IsRefusedByName(string key, string value)
    {
        using var folder = new TempFolder();

        Should.Throw<UsageException>(() => BotHost.Build(
                TestHost.Settings(folder, new() { ["Telemetry:Endpoint"] = "http://127.0.0.1:4318", [$"Telemetry:{key}"] = value }), ListenAddresses.Default, null, TextWriter.Null))
            .Message.ShouldContain(key.Split(':')[0]);
    }
}
