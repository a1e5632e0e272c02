using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TreatyBot.Channels.Slack.SocketMode;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack.SocketMode;

/// <summary>Slack's side of Socket Mode: gives out addresses, each good for one connection, and hands the connections to the test.</summary>
internal sealed class FakeSockets : ISocketModeDoor, IAsyncDisposable
{
    private readonly Channel<FakeSocket> _accepted = Channel.CreateUnbounded<FakeSocket>();
    private readonly HashSet<string> _tickets = [];
    private WebApplication? _application;
    private int _issued;

    /// <summary>What the next requests for an address are answered; an address when there is nothing.</summary>
    public Queue<Exception> Refusals { get; } = new();

    /// <summary>How many addresses were asked for, refusals included.</summary>
    public int Asked => _issued;

    public static async Task<FakeSockets> StartAsync()
    {
        var sockets = new FakeSockets();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.UseWebSockets();
        application.Run(sockets.AcceptAsync);
        await application.StartAsync();
        sockets._application = application;
        return sockets;
    }

    /// <summary>At the addresses that a Slack on this machine gives out.</summary>
    public static FakeSockets On(FakeSlack slack)
    {
        var sockets = new FakeSockets();
        var used = new HashSet<string>();
        slack.OnSocket = async context =>
        {
            lock (used)
            {
                if (used.Add((string?)context.Request.Query["ticket"] ?? ""))
                    sockets._tickets.Add((string?)context.Request.Query["ticket"] ?? "");
            }

            await sockets.AcceptAsync(context);
        };
        return sockets;
    }

    public Task<Uri> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_tickets)
        {
            var ticket = $"secret-ticket-{++_issued}";
            if (Refusals.TryDequeue(out var refusal))
                throw refusal;
            _tickets.Add(ticket);
            return Task.FromResult(new Uri($"{_application!.Urls.Single().Replace("http:", "ws:", StringComparison.Ordinal)}/link?ticket={ticket}"));
        }
    }

    /// <summary>The next connection that is made.</summary>
    public async Task<FakeSocket> NextAsync(bool saysHello = true)
    {
        var socket = await _accepted.Reader.ReadAsync(TestContext.Current.CancellationToken);
        if (saysHello)
            await socket.SendAsync("""{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"}}""");
        return socket;
    }

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AcceptAsync(HttpContext context)
    {
        lock (_tickets)
        {
            if (!context.WebSockets.IsWebSocketRequest || !_tickets.Remove((string?)context.Request.Query["ticket"] ?? ""))
            {
                context.Response.StatusCode = 401;
                return;
            }
        }

        var socket = new FakeSocket(await context.WebSockets.AcceptWebSocketAsync());
        _accepted.Writer.TryWrite(socket);
        await socket.Done.WaitAsync(context.RequestAborted);
    }
}

/// <summary>One connection as Slack sees it.</summary>
internal sealed class FakeSocket(WebSocket socket)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Token);

    public Task SendBinaryAsync(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Binary, true, Token);

    /// <summary>Sends one message in many frames.</summary>
    public async Task SendInPiecesAsync(string text, int length)
    {
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(length))
            await socket.SendAsync(piece, WebSocketMessageType.Text, false, Token);
        await socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, Token);
    }

    public Task SendEventAsync(string envelopeId, string text = "hello", bool acceptsPayload = false) =>
        SendAsync(Envelope(envelopeId, text, acceptsPayload));

    public static string Envelope(string envelopeId, string text = "hello", bool acceptsPayload = false) => new JsonObject
    {
        ["type"] = "events_api",
        ["envelope_id"] = envelopeId,
        ["accepts_response_payload"] = acceptsPayload,
        ["retry_attempt"] = 0,
        ["retry_reason"] = "",
        ["payload"] = new JsonObject
        {
            ["type"] = "event_callback",
            ["event_id"] = $"Ev-{envelopeId}",
            ["team_id"] = "T1",
            ["event"] = new JsonObject { ["type"] = "message", ["channel"] = "D1", ["channel_type"] = "im", ["user"] = "U1", ["ts"] = "1.1", ["text"] = text },
        },
    }.ToJsonString();

    public Task DisconnectAsync(string reason) => SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason }.ToJsonString());

    /// <summary>The next message; null when the other side closes or is gone.</summary>
    public async Task<JsonNode?> ReceiveAsync()
    {
        try
        {
            var buffer = new byte[64 * 1024];
            var received = await socket.ReceiveAsync(buffer.AsMemory(), Token);
            if (received.MessageType != WebSocketMessageType.Close)
                return JsonNode.Parse(buffer.AsSpan(0, received.Count));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Token);
            _done.TrySetResult();
            return null;
        }
        catch (Exception exception) when (exception is WebSocketException or IOException)
        {
            _done.TrySetResult();
            return null;
        }
    }

    /// <summary>The line breaks.</summary>
    public void Drop()
    {
        socket.Abort();
        _done.TrySetResult();
    }
}
