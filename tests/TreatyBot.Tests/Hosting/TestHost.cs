using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Channels.Tests.BotFramework;
using TreatyBot.Channels.Turns;
using TreatyBot.Corpus;
using TreatyBot.Hosting;

namespace TreatyBot.Tests.Hosting;

/// <summary>The real host on a free port of this machine, with a channel that records what it is sent.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string BotId = "28:treatybot";

    private readonly WebApplication _application;
    private readonly TempFolder _folder;
    private readonly bool _ownsFolder;
    private readonly HttpClient _http;
    private int _ids;

    private TestHost(WebApplication application, TempFolder folder, bool ownsFolder, FakeConnector connector, StringWriter log)
    {
        _ownsFolder = ownsFolder;
        _application = application;
        _folder = folder;
        Connector = connector;
        Log = log;
        _http = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
    }

    public FakeConnector Connector { get; }

    public StringWriter Log { get; }

    public TempFolder Folder => _folder;

    public IServiceProvider Services => _application.Services;

    public HttpClient Http => _http;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestHost> StartAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null, string? transcript = null, TempFolder? folder = null)
    {
        var ownsFolder = folder is null;
        if (folder is null)
        {
            folder = new TempFolder();
            TestCorpus.CopyTo(folder["corpus"]);
        }
        var log = new StringWriter();
        var application = BotHost.Build(
            Settings(folder, settings), "http://127.0.0.1:0", transcript is null ? null : folder[transcript], TextWriter.Synchronized(log), configure);
        await application.StartAsync(Token);
        (await application.Services.GetRequiredService<CorpusReadiness>().WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Token)).ShouldBeTrue();
        return new TestHost(application, folder, ownsFolder, await FakeConnector.StartAsync(), log);
    }

    public static IConfiguration Settings(TempFolder folder, Dictionary<string, string?>? settings = null) => new ConfigurationBuilder()
        .AddJsonFile(folder["settings.json"], optional: true)
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Path"] = folder["corpus"],
            ["Store:Path"] = folder["store.db"],
            ["Models:Embeddings:Provider"] = "None",
            ["Channels:Deliveries:Path"] = folder["deliveries.db"],
            ["Channels:Feedback:Path"] = folder["votes.jsonl"],
            ["Channels:Feedback:AnswersPath"] = folder["answers.db"],
            ["Logging:LogLevel:Default"] = "Warning",
            ["Conversations:InformAfter"] = "00:00:30",
        })
        .AddInMemoryCollection(settings ?? [])
        .Build();

    public JsonObject Message(string text, string conversation = "a:personal", string type = "personal", bool mentions = false)
    {
        var activity = Activity("message", conversation, type);
        activity["text"] = mentions ? $"<at>TreatyBot</at> {text}" : text;
        if (mentions)
        {
            activity["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = "<at>TreatyBot</at>",
                ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "TreatyBot" },
            });
        }
        return activity;
    }

    public JsonObject Activity(string kind, string conversation = "a:personal", string type = "personal") => new()
    {
        ["type"] = kind,
        ["id"] = $"in-{++_ids}",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Connector.Origin,
        ["from"] = new JsonObject { ["id"] = "29:user", ["name"] = "Alex" },
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "TreatyBot" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = type, ["tenantId"] = "t" },
    };

    /// <summary>Posts and returns the status and body.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(JsonNode activity) =>
        await PostAsync(Encoding.UTF8.GetBytes(activity.ToJsonString()));

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        change?.Invoke(request);
        using var response = await _http.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Posts a message and returns what is sent in reply to it.</summary>
    public async Task<JsonNode> SayAsync(JsonObject activity)
    {
        (await PostAsync(activity)).Status.ShouldBe(HttpStatusCode.Accepted);
        return (await Connector.NextAsync()).Body!;
    }

    public Task<JsonNode> SayAsync(string text) => SayAsync(Message(text));

    /// <summary>Returns when every turn that was taken has ended, and not only sent its reply.</summary>
    public async Task IdleAsync()
    {
        var queue = _application.Services.GetRequiredService<TurnQueue>();
        while (queue.Pending > 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder)
            _folder.Dispose();
    }

    /// <summary>Ends the host and keeps its folder.</summary>
    public async Task StopAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        await Connector.DisposeAsync();
        _http.Dispose();
    }
}
