using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Benchmarks.Parts;

namespace TreatyBot.Benchmarks.Wholes;

/// <summary>Users in personal chats who are answered in the response to their question: <c>expectReplies</c>. Loopback only.</summary>
internal sealed class ResponseTraffic : IDisposable
{
    private readonly HttpClient _http;
    private readonly string[] _questions;
    private int _ids;

    private ResponseTraffic(Uri address, string[] questions)
    {
        if (!address.IsLoopback)
            throw new InvalidOperationException("Load is for this machine only.");
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
        _questions = questions;
    }

    public static async Task<ResponseTraffic> CreateAsync(Uri address) => new(address, await SeedStore.QuestionsAsync());

    /// <summary>Asks in a conversation of that number and says whether the response holds an answer.</summary>
    public async Task<bool> SendAsync(int conversation, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _ids);
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = number.ToString("x", CultureInfo.InvariantCulture),
            ["channelId"] = "msteams",
            ["deliveryMode"] = "expectReplies",
            ["serviceUrl"] = "http://127.0.0.1:1",
            ["from"] = new JsonObject { ["id"] = $"29:{conversation}", ["name"] = "User" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
            ["conversation"] = new JsonObject { ["id"] = $"a:{conversation}", ["conversationType"] = "personal", ["tenantId"] = "t" },
            ["text"] = _questions[number * 7 % _questions.Length],
        };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(activity.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
            return false;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await JsonNode.ParseAsync(body, cancellationToken: cancellationToken))?["activities"]?[0]?["text"] is not null;
    }

    public void Dispose() => _http.Dispose();
}
