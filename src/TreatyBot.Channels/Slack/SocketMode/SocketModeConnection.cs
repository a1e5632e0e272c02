using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack.Inbound;

namespace TreatyBot.Channels.Slack.SocketMode;

/// <summary>Takes a payload; the task it is given ends when its delivery was acknowledged, or cannot be any more.</summary>
internal delegate Task<SlackResponse> SlackReceiver(SlackPayload payload, Task acknowledged, CancellationToken cancellationToken);

/// <summary>
/// One socket, from hello to its end. What it receives is taken, then acknowledged, then worked on: what was acknowledged is never
/// lost, and what is not taken is left for Slack to deliver again.
/// </summary>
internal sealed partial class SocketModeConnection : IAsyncDisposable
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket = new();
    private readonly SlackReceiver _receive;
    private readonly SocketModeSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _replacement = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<SocketModeEnd>? _run;
    private SocketModeEnd _end = SocketModeEnd.Dropped;
    private volatile bool _closing;

    public SocketModeConnection(SlackReceiver receive, SocketModeSettings settings, TimeProvider time, ILogger logger)
    {
        _receive = receive;
        _settings = settings;
        _time = time;
        _logger = logger;
        // The runtime sends pings, waits for their pongs, and answers Slack's.
        _socket.Options.KeepAliveInterval = settings.PingInterval;
        _socket.Options.KeepAliveTimeout = settings.PongTimeout;
    }

    /// <summary>Ends with the connection.</summary>
    public Task<SocketModeEnd> Ended => _run ?? Task.FromResult(SocketModeEnd.Dropped);

    /// <summary>Ends when Slack says that it will close this connection soon.</summary>
    public Task ReplacementWanted => _replacement.Task;

    /// <summary>Connects and waits for hello.</summary>
    /// <exception cref="WebSocketException">There was none.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_settings.HelloTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _socket.ConnectAsync(address, both.Token);
            _run = RunAsync();
            await Task.WhenAny(_hello.Task, _run).WaitAsync(both.Token);
            // One that was told why it ends, be it before hello, has ended properly.
            if (!_hello.Task.IsCompleted && await _run == SocketModeEnd.Dropped)
                throw new WebSocketException("The connection ended before Slack said hello.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("Slack did not say hello in time.");
        }
    }

    /// <summary>Takes nothing more, finishes the acknowledgements that are under way, and closes.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _closing = true;
        try
        {
            await Task.WhenAll(_underWay.Keys).WaitAsync(cancellationToken);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
            // Slack's side of the farewell is worth no long wait.
            await Ended.WaitAsync(FarewellLimit, _time, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or TimeoutException or IOException)
        {
            // Whatever was not acknowledged comes again.
        }
        finally
        {
            _socket.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _socket.Abort();
        await Ended;
        await Task.WhenAll(_underWay.Keys);
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task<SocketModeEnd> RunAsync()
    {
        var message = new ArrayBufferWriter<byte>(4096);
        try
        {
            while (true)
            {
                var frame = await _socket.ReceiveAsync(message.GetMemory(4096), CancellationToken.None);
                if (frame.MessageType == WebSocketMessageType.Close)
                    return _closing ? SocketModeEnd.Closed : _end;
                message.Advance(frame.Count);
                if (message.WrittenCount > _settings.MostBytes)
                {
                    LogTooLong(_settings.MostBytes);
                    return SocketModeEnd.Dropped;
                }

                if (!frame.EndOfMessage)
                    continue;
                if (frame.MessageType == WebSocketMessageType.Text && !_closing)
                    Take(message.WrittenMemory);
                message = new ArrayBufferWriter<byte>(4096);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return _closing ? SocketModeEnd.Closed : _end;
        }
        finally
        {
            if (!_closing)
                _socket.Abort();
        }
    }

    private void Take(ReadOnlyMemory<byte> utf8)
    {
        if (SlackPayloadReader.Parse(utf8) is not { ValueKind: JsonValueKind.Object } frame || frame.GetText("type") is not { } type)
        {
            LogUnreadable();
            return;
        }

        switch (type)
        {
            case "hello":
                _hello.TrySetResult();
                break;
            case "disconnect":
                Leave(frame.GetText("reason"));
                break;
            default:
                var taking = TakeEnvelopeAsync(type, frame);
                _underWay.TryAdd(taking, true);
                _ = taking.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
                break;
        }
    }

    private void Leave(string? reason)
    {
        LogDisconnect(reason);
        _end = reason switch
        {
            "link_disabled" => SocketModeEnd.Disabled,
            "too_many_websockets" => SocketModeEnd.TooMany,
            _ => SocketModeEnd.Dropped,
        };
        if (_end == SocketModeEnd.Dropped)
            _replacement.TrySetResult();
        else
            _socket.Abort();
    }

    private async Task TakeEnvelopeAsync(string type, JsonElement envelope)
    {
        if (envelope.GetText("envelope_id") is not { Length: > 0 } id)
            return;
        var acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var member = envelope.TryGetProperty("payload", out var payload) ? payload : default;
            var response = SlackPayloadReader.Read(type, member) is { } read
                ? await _receive(read, acknowledged.Task, CancellationToken.None)
                : SlackResponse.Ok;
            if (response.Status == SlackResponse.Unavailable.Status)
                return;
            var acceptsPayload = envelope.TryGetProperty("accepts_response_payload", out var accepts) && accepts.ValueKind == JsonValueKind.True;
            await AcknowledgeAsync(id, acceptsPayload && !response.Json.IsEmpty ? JsonNode.Parse(response.Json.Span) : null);
        }
#pragma warning disable CA1031 // One envelope must not end the connection; what was not acknowledged comes again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTaken(exception);
        }
        finally
        {
            acknowledged.TrySetResult();
        }
    }

    private async Task AcknowledgeAsync(string envelopeId, JsonNode? payload)
    {
        var ack = new JsonObject { ["envelope_id"] = envelopeId };
        if (payload is not null)
            ack["payload"] = payload;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(ack, ProtocolJson.Context.JsonObject);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack closes a connection: {Reason}.")]
    private partial void LogDisconnect(string? reason);

    [LoggerMessage(LogLevel.Warning, "A message on the socket could not be read and is left out.")]
    private partial void LogUnreadable();

    [LoggerMessage(LogLevel.Warning, "A message on the socket is longer than {Limit} bytes; the connection is made anew.")]
    private partial void LogTooLong(int limit);

    [LoggerMessage(LogLevel.Warning, "An envelope was not taken or not acknowledged; Slack delivers it again.")]
    private partial void LogNotTaken(Exception exception);
}
