using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Tests.Turns;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>A request that is right in everything, until a test spoils one thing.</summary>
internal sealed class InboundAttempt : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string Tenant = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    public const string ServiceUrl = "https://smba.trafficmanager.net/amer/";

    private TurnQueue _queue = null!;
    private BotFrameworkAdapter? _adapter;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public RecordingLoggerFactory Logs { get; } = new();

    public required FakeKeyService KeyService { get; init; }

    public BotFrameworkOptions Options { get; private set; } = null!;

    public JsonObject Header { get; } = new() { ["alg"] = "RS256", ["kid"] = "key-1", ["typ"] = "JWT" };

    public JsonObject Claims { get; private set; } = null!;

    public JsonObject Activity { get; } = new()
    {
        ["type"] = "message",
        ["id"] = "1700000000000",
        ["channelId"] = "msteams",
        ["serviceUrl"] = ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:user" },
        ["recipient"] = new JsonObject { ["id"] = $"28:{AppId}" },
        ["conversation"] = new JsonObject { ["id"] = "a:1", ["conversationType"] = "personal", ["tenantId"] = Tenant },
        ["text"] = "hello",
    };

    public System.Security.Cryptography.RSA Signer { get; set; } = Jwt.ChannelKey;

    /// <summary>In place of the token made of header and claims.</summary>
    public string? Token { get; set; }

    /// <summary>In place of the one proper header.</summary>
    public string[]? Authorization { get; set; }

    public string Method { get; set; } = "POST";

    public string? ContentType { get; set; } = "application/json; charset=utf-8";

    public Stream? Body { get; set; }

    public bool FromThisMachine { get; set; }

    public int TurnsRun { get; private set; }

    /// <summary>What the bot was given last.</summary>
    public Channels.Protocol.Activity? Received { get; private set; }

    public string SignedToken => Token ?? Jwt.Sign(Header.ToJsonString(), Claims.ToJsonString(), Signer);

    public static async Task<InboundAttempt> CreateAsync(Action<BotFrameworkOptions>? configure = null)
    {
        var attempt = new InboundAttempt { KeyService = await FakeKeyService.StartAsync() };
        attempt.Options = new BotFrameworkOptions
        {
            AppId = AppId,
            TenantId = Tenant,
            AppPassword = "secret",
            OpenIdMetadata = attempt.KeyService.Metadata,
        };
        configure?.Invoke(attempt.Options);
        attempt.Claims = new JsonObject
        {
            ["iss"] = "https://api.botframework.com",
            ["aud"] = AppId,
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = attempt.At(TimeSpan.FromMinutes(-5)),
            ["exp"] = attempt.At(TimeSpan.FromMinutes(60)),
        };
        attempt._queue = new TurnQueue(new TurnQueueOptions(), new MemoryDeliveryLog(), attempt.Time, NullLogger<TurnQueue>.Instance);
        return attempt;
    }

    public long At(TimeSpan fromNow) => (Time.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    public Task<InboundResponse> SendAsync()
    {
        // One adapter for all requests of an attempt: what is cached stays cached.
        _adapter ??= BotFrameworkComposition.Create(
            Options, () => new FakeTokenIssuer(Time), _queue, MiddlewareSet.Empty, Time, Logs);
        var request = new InboundRequest(
            Method,
            ContentType,
            Authorization ?? [$"Bearer {SignedToken}"],
            Body ?? new MemoryStream(Encoding.UTF8.GetBytes(Activity.ToJsonString())),
            FromThisMachine);
        var bot = new ScriptedBot((turn, _) =>
        {
            TurnsRun++;
            Received = turn.Activity;
            return Task.CompletedTask;
        });
        return _adapter.ProcessAsync(request, bot, TestContext.Current.CancellationToken);
    }

    public async Task<int> SendForStatusAsync() => (await SendAsync()).Status;

    public Task DrainAsync() => _queue.DrainAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await KeyService.DisposeAsync();
    }
}
