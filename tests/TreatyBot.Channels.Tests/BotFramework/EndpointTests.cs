using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Tests.Turns;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>The adapter behind a real web server, as an endpoint uses it.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private InboundAttempt _attempt = null!;
    private LoopbackServer _server = null!;
    private TurnQueue _queue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _attempt = await InboundAttempt.CreateAsync();
        _queue = new TurnQueue(new TurnQueueOptions(), new MemoryDeliveryLog(), _attempt.Time, NullLogger<TurnQueue>.Instance);
        var adapter = BotFrameworkComposition.Create(
            _attempt.Options, () => new FakeTokenIssuer(_attempt.Time), _queue, MiddlewareSet.Empty, _attempt.Time, _attempt.Logs);
        var bot = new ScriptedBot((_, _) => Task.CompletedTask);
        _server = await LoopbackServer.StartAsync(async context =>
        {
            var request = context.Request;
            var fromHere = IPAddress.IsLoopback(context.Connection.RemoteIpAddress!);
            var response = await adapter.ProcessAsync(
                new InboundRequest(request.Method, request.ContentType, request.Headers.Authorization, request.Body, fromHere), bot, context.RequestAborted);
            context.Response.StatusCode = response.Status;
            await context.Response.Body.WriteAsync(response.Json, context.RequestAborted);
        });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _queue.DisposeAsync();
        await _attempt.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 202)]
    [InlineData(2, 401)]
    [InlineData(0, 401)]
    public async Task Post_OverHttp_TakesExactlyOneToken(int headers, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.Origin)
        {
            Content = new StringContent(_attempt.Activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        for (int i = 0; i < headers; i++)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_attempt.SignedToken}");

        using var response = await _http.SendAsync(request, Token);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_OverHttp_Is405()
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _attempt.SignedToken);

        using var response = await _http.GetAsync(new Uri(_server.Origin), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
