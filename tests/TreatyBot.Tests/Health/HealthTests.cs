using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using TreatyBot.Corpus;
using TreatyBot.Diagnosis;
using TreatyBot.Health;
using TreatyBot.Hosting;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Tests.Hosting;
using TreatyBot.Tests.Corpus;
using TreatyBot.Tests.Models;

namespace TreatyBot.Tests.Health;

/// <summary>What the host says of itself, and to whom.</summary>
public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_OfARunningHost_SaysSo()
    {
        await using var host = await TestHost.StartAsync();

        (await host.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative), Token)).ShouldBe("""{"status":"live"}""");
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("X-Forwarded-For", "192.0.2.1", false)]
    [InlineData("Forwarded", "for=192.0.2.1", false)]
    [InlineData("Via", "1.1 proxy", false)]
    [InlineData("Host", "bot.example.org", false)]
    [InlineData("Host", "127.0.0.1.example.org", false)]
    public async Task Ready_WithoutAToken_TellsDetailsToThisMachineAlone(string? header, string? value, bool tells)
    {
        await using var host = await TestHost.StartAsync();

        var (status, body) = await ReadyAsync(host.Http, header, value);

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)body["status"]).ShouldBe("ready");
        body.ContainsKey("checks").ShouldBe(tells);
    }

    [Theory]
    [InlineData("Bearer word-of-the-operators", true)]
    [InlineData("bearer word-of-the-operators", true)]
    [InlineData("Bearer word-of-the-operator", false)]
    [InlineData("Bearer ", false)]
    [InlineData("word-of-the-operators", false)]
    public async Task Ready_ThroughAProxy_TellsDetailsToTheTokenAlone(string authorization, bool tells)
    {
        await using var host = await TestHost.StartAsync(new() { ["Health:OperatorToken"] = "word-of-the-operators" });

        var (_, body) = await ReadyAsync(host.Http, "X-Forwarded-For", "192.0.2.1", authorization);

        body.ContainsKey("checks").ShouldBe(tells);
    }

    [Fact]
    public async Task Ready_WithAnEmptyTokenConfigured_IsNotOpenedByAnEmptyOne()
    {
        await using var host = await TestHost.StartAsync();

        (await ReadyAsync(host.Http, "X-Forwarded-For", "192.0.2.1", "Bearer ")).Body.ContainsKey("checks").ShouldBeFalse();
    }

    [Fact]
    public async Task Ready_OfAHostWithoutDocuments_NamesTheCauseToOperatorsOnly()
    {
        using var folder = new TempFolder();
        await using var application = BotHost.Build(TestHost.Settings(folder), "http://127.0.0.1:0", null, TextWriter.Null);
        await application.StartAsync(Token);
        var corpus = application.Services.GetRequiredService<CorpusReadiness>();
        while (corpus.Problem is null)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        using var http = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };

        var (status, body) = await ReadyAsync(http);
        var (_, plain) = await ReadyAsync(http, "X-Forwarded-For", "192.0.2.1");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string?)body["status"]).ShouldBe("starting");
        body["checks"]!.ToJsonString().ShouldContain("Corpus:Path");
        plain.ToJsonString().ShouldBe("""{"status":"starting"}""");
    }

    [Fact]
    public async Task Ready_WhileARequiredModelFails_IsNot()
    {
        await using var server = await ModelServer.StartAsync((context, request) => Wire.RefuseAsync(context, request, 500, "out of order"));
        var settings = Bench.Chat(ChatProvider.Ollama, server.Origin);
        await using (var relaxed = await TestHost.StartAsync(settings))
            (await ReadyAsync(relaxed.Http)).Status.ShouldBe(HttpStatusCode.OK);
        await using var host = await TestHost.StartAsync(new(settings) { ["Health:RequireModels"] = "true" });

        var (status, body) = await ReadyAsync(host.Http);
        await ReadyAsync(host.Http);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string?)body["status"]).ShouldBe("unavailable");
        body["checks"]!.AsArray().Single(check => (string?)check!["state"] == "broken")!.ToJsonString().ShouldContain("chat model");
        server.Requests.Count.ShouldBe(1, "a look is kept for a while");
    }

    [Fact]
    public async Task Readiness_OfAStoreThatFails_IsLookedAtAnewAfterAWhile()
    {
        await using var host = await TestHost.StartAsync();
        var store = new Mock<IPassageStore>();
        store.Setup(passages => passages.IsReadyAsync(It.IsAny<CancellationToken>())).ReturnsAsync(true);
        store.Setup(passages => passages.GetInfoAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new StoreException("the file is gone"));
        var time = new FakeTimeProvider();
        using var readiness = Readiness(host, store.Object, time);

        var broken = await readiness.LookAsync(Token);
        var info = await host.Services.GetRequiredService<IPassageStore>().GetInfoAsync(Token);
        store.Setup(passages => passages.GetInfoAsync(It.IsAny<CancellationToken>())).ReturnsAsync(info);
        var kept = await readiness.LookAsync(Token);
        time.Advance(TimeSpan.FromSeconds(5));
        var mended = await readiness.LookAsync(Token);

        broken.IsReady.ShouldBeFalse();
        broken.Findings.Single().Text.ShouldContain("the file is gone");
        kept.IsReady.ShouldBeFalse();
        mended.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task Readiness_OfAStoreThatHangs_SaysSoAfterTheTimeout()
    {
        await using var host = await TestHost.StartAsync();
        var store = new Mock<IPassageStore>();
        var never = new TaskCompletionSource<bool>();
        store.Setup(passages => passages.IsReadyAsync(It.IsAny<CancellationToken>())).Returns(never.Task);
        var time = new PassingTime();
        using var readiness = Readiness(host, store.Object, time);

        var looking = readiness.LookAsync(Token);
        await time.ElapseAsync(TimeSpan.FromSeconds(10));

        (await looking).Findings.Single().Text.ShouldBe("did not answer within 10 s");
        never.SetResult(false);
    }

    private static Readiness Readiness(TestHost host, IPassageStore store, TimeProvider time) => new(
        host.Services.GetRequiredService<CorpusReadiness>(), store, host.Services.GetRequiredService<ModelCallCheckUp>(), Options.Create(new HealthOptions()), time);

    private static async Task<(HttpStatusCode Status, JsonObject Body)> ReadyAsync(
        HttpClient http, string? header = null, string? value = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/ready");
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        using var response = await http.SendAsync(request, Token);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsObject());
    }
}
