using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Benchmarks.Parts;

namespace TreatyBot.Benchmarks.Load;

internal enum TurnOutcome
{
    Answered,

    /// <summary>A sentence that says when to ask again.</summary>
    Refused,

    /// <summary>Neither within the time that a user would wait.</summary>
    Silent,
}

internal readonly record struct TurnResult(TurnOutcome Outcome, double Milliseconds);

/// <summary>Users who ask the shipped questions, half of them in personal chats and half in channels. Loopback only.</summary>
internal sealed class TeamsTraffic : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Refusals = ["I have more questions than I can take", "I am still working on your earlier", "You have asked me a lot", "There are more questions in this conversation"];

    private readonly HttpClient _http;
    private readonly ReplySink _sink;
    private readonly string[] _questions;
    private int _ids;

    private TeamsTraffic(Uri address, ReplySink sink, string[] questions)
    {
        if (!address.IsLoopback)
            throw new InvalidOperationException("Load is for this machine only.");
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4096 }) { BaseAddress = address, Timeout = Patience };
        _sink = sink;
        _questions = questions;
    }

    public static async Task<TeamsTraffic> CreateAsync(Uri address, ReplySink sink) => new(address, sink, await SeedStore.QuestionsAsync());

    /// <summary>Asks in a conversation of that number, waits for the answer and says how it went.</summary>
    public async Task<TurnResult> SendAsync(int conversation, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _ids);
        var id = number.ToString("x", CultureInfo.InvariantCulture);
        var reply = _sink.Expect(id);
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            using var content = Content(id, conversation, number);
            using var response = await _http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, cancellationToken);
            if (!response.IsSuccessStatusCode)
                return new(TurnOutcome.Silent, Elapsed());
            var text = await reply.WaitAsync(Patience, cancellationToken);
            return new(Refusals.Any(refusal => text.StartsWith(refusal, StringComparison.Ordinal)) ? TurnOutcome.Refused : TurnOutcome.Answered, Elapsed());
        }
        catch (Exception exception) when (exception is TimeoutException or HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(TurnOutcome.Silent, Elapsed());
        }
        finally
        {
            _sink.Forget(id);
        }

        double Elapsed() => TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>A client whose message never quite arrives; ends when the server has had enough of it.</summary>
    public async Task DripAsync(CancellationToken cancellationToken)
    {
        using var content = new StreamContent(new DrippingStream(Encoding.UTF8.GetBytes("{\"type\":\"message\",\"text\":\"" + new string('a', 100_000))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            // Cut off, as it should be.
        }
    }

    public void Dispose() => _http.Dispose();

    private ByteArrayContent Content(string id, int conversation, int number)
    {
        var isPersonal = conversation % 2 == 0;
        var question = _questions[number * 7 % _questions.Length];
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["channelId"] = "msteams",
            ["serviceUrl"] = _sink.Origin,
            ["from"] = new JsonObject { ["id"] = $"29:{conversation}", ["name"] = "User" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
            ["conversation"] = new JsonObject { ["id"] = $"{(isPersonal ? "a" : "19")}:{conversation}", ["conversationType"] = isPersonal ? "personal" : "channel", ["tenantId"] = "t" },
            ["text"] = isPersonal ? question : $"<at>Bot</at> {question}",
        };
        if (!isPersonal)
            activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Bot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" } });
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(activity.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(200, cancellationToken);
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 100)], cancellationToken);
        }
    }
}
