using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Channels.Turns;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.EndToEnd;

/// <summary>The Microsoft 365 Agents Playground, driven over the connections that its own page uses.</summary>
internal sealed class Playground : IAsyncDisposable
{
    public const string Personal = "personal-chat";
    public const string Group = "19:group@thread.v2";
    public const string Team = "team-id";

    private const string Bot = "28:treatybot";

    private readonly TestHost _host;
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonNode> _frames = Channel.CreateUnbounded<JsonNode>();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    private Playground(TestHost host, Process process, Uri address)
    {
        _host = host;
        _process = process;
        Address = address;
        _http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Playground> StartAsync(TestHost host, params string[] more)
    {
        NodeTools.Require("@microsoft/m365agentsplayground");
        var port = FreePort();
        var process = NodeTools.Start(
            [
                "-r", "./loopback.js", "node_modules/@microsoft/m365agentsplayground/cli.js", "start",
                "-e", new Uri(host.Http.BaseAddress!, "/api/messages").AbsoluteUri, "-c", "msteams", "-p", $"{port}", "--su", $"http://127.0.0.1:{port}/_connector", "--dt", .. more,
            ],
            new Dictionary<string, string>
            {
                ["TEAMSAPPTESTER_BROWSER"] = "none",
                ["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = Path.Combine(NodeTools.Folder, "playground.yml"),
                ["M365_AGENTS_PLAYGROUND_LOGFILE"] = host.Folder["playground.log"],
                ["M365_AGENTS_PLAYGROUND_RECORDING_FILE"] = host.Folder["playground.jsonl"],
            });
        while (await process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            if (line.StartsWith("Listening on", StringComparison.Ordinal))
            {
                line.ShouldEndWith($"{port}", customMessage: "another program took the port");
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                var playground = new Playground(host, process, new Uri($"http://127.0.0.1:{port}"));
                await playground.ConnectAsync();
                return playground;
            }
        }
        throw new InvalidOperationException($"The playground ended: {await process.StandardError.ReadToEndAsync(Token)}");
    }

    public Task InstallAsync(string conversation) => PostAsync($"/_debug/conversation/{Uri.EscapeDataString(conversation)}/installation", []);

    /// <summary>Says something as the user, mentioning the bot if asked to.</summary>
    public async Task SayAsync(string conversation, string text, bool mentions = false)
    {
        var message = new JsonObject
        {
            ["type"] = "text",
            ["text"] = mentions ? $"<at>TreatyBot</at> {text}" : text,
            ["textFormat"] = "plain",
            ["from"] = new JsonObject { ["id"] = "user-id-0" },
        };
        if (mentions)
            message["mentions"] = new JsonArray(new JsonObject { ["mentioned"] = new JsonObject { ["id"] = Bot }, ["text"] = "<at>TreatyBot</at>" });
        await PostAsync($"/_conversation/v1/conversations/{Uri.EscapeDataString(conversation)}/messages", message);
    }

    public Task InvokeAsync(string conversation, string name, JsonObject value) => PostAsync("/_conversation/v1/invoke", new JsonObject
    {
        ["name"] = name,
        ["from"] = new JsonObject { ["id"] = "user-id-0" },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["value"] = value,
    });

    /// <summary>Sends any activity to the bot as it is.</summary>
    public Task SendAsync(JsonObject activity) => PostAsync("/_internal/v1/customActivities", activity);

    /// <summary>The next thing that its page would draw from the bot and that <paramref name="isMeant"/>.</summary>
    public async Task<JsonNode> NextAsync(Func<JsonNode, bool> isMeant)
    {
        while (true)
        {
            var frame = await _frames.Reader.ReadAsync(Token);
            if (isMeant(frame))
                return frame;
        }
    }

    /// <summary>The next message of the bot.</summary>
    public async Task<JsonNode> NextMessageAsync() => (await NextAsync(IsMessage))["message"]!;

    public static bool IsMessage(JsonNode frame) =>
        (string?)frame["action"] == "createMessage" && (string?)frame["message"]?["from"]?["id"] == Bot && frame["message"]!["streamEntity"] is null;

    public async ValueTask DisposeAsync()
    {
        // What the bot is still sending must find it alive.
        await _host.Services.GetRequiredService<TurnQueue>().DrainAsync(CancellationToken.None);
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _stop.Dispose();
    }

    private async Task PostAsync(string path, JsonObject body)
    {
        using var response = await _http.PostAsJsonAsync(path, body, Token);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Token)}");
    }

    private async Task ConnectAsync()
    {
        await _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Address.Port}/_ws_conversation/v1/conversations/stream"), Token);
        _reading = Task.Run(ReadAsync, CancellationToken.None);
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        while (!_stop.IsCancellationRequested)
        {
            using var frame = new MemoryStream();
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), _stop.Token);
                frame.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            if (frame.Length > 0 && JsonNode.Parse(frame.ToArray()) is { } node)
                _frames.Writer.TryWrite(node);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
